import { Component, type ComponentClass, createRef, type VNode } from 'preact';
import { consoleLogger } from '../../lib/logger.js';
import type { I18n } from '../i18n/i18n.js';
import type { ComposerHandle } from '../store/composer-host.js';
import { ToolButton } from '../ui/ToolButton.js';
import type { ComposerModel } from './composer-model.js';
import type { EmojiPanelProps } from './emoji/EmojiPanel.js';

export interface ComposerToolbarProps {
  model: ComposerModel;
  composer: ComposerHandle;
  i18n: I18n;
}

/** The small buttons beside the field. */
export class ComposerToolbar extends Component<
  ComposerToolbarProps,
  { Panel: ComponentClass<EmojiPanelProps> | undefined }
> {
  override state = { Panel: undefined as ComponentClass<EmojiPanelProps> | undefined };
  readonly #picker = createRef<HTMLInputElement>();
  readonly #camera = createRef<HTMLInputElement>();
  // A device that is held in the hand has a camera worth a button; elsewhere the dialog of files is the way.
  readonly #isHandheld = matchMedia('(pointer: coarse)').matches;

  readonly #pick = () => this.#picker.current!.click();
  readonly #shoot = () => this.#camera.current!.click();

  readonly #picked = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    this.props.model.attach([...(input.files ?? [])]);
    // The same file may be picked again.
    input.value = '';
    this.props.composer.field?.focus();
  };

  readonly #toggleListening = () => this.props.model.voice?.toggleListening(this.props.composer);
  readonly #toggleReading = () => this.props.model.voice?.toggleReading(this.props.i18n.t.language);
  readonly #toggleNotify = () => void this.props.model.notify?.toggle(this.props.i18n.t.language);

  readonly #toggleEmoji = () => {
    if (this.state.Panel) return this.#closeEmoji();
    import('./emoji/EmojiPanel.js').then(
      ({ EmojiPanel }) => this.setState({ Panel: EmojiPanel }),
      (error: unknown) => consoleLogger('warn', 'unable to load the emoji', error),
    );
  };

  readonly #closeEmoji = () => {
    this.setState({ Panel: undefined });
    this.props.composer.field?.focus();
  };

  readonly #pickEmoji = (emoji: string) => {
    const { field } = this.props.composer;
    if (field) {
      field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    this.#closeEmoji();
  };

  render(
    { model, i18n }: ComposerToolbarProps,
    { Panel }: { Panel: ComponentClass<EmojiPanelProps> | undefined },
  ): VNode {
    const { uploads, blocked, features, voice, notify } = model;
    const strings = model.strings(i18n.t.language);
    return (
      <>
        {Panel && !blocked && (
          <Panel language={i18n.t.language} strings={strings} onPick={this.#pickEmoji} onClose={this.#closeEmoji} />
        )}
        <div class="tools" part="tools">
          {notify?.isPossible && (
            <ToolButton
              icon="bell"
              label={notify.isOn ? strings.notifyNoMore : strings.notifyMe}
              pressed={notify.isOn}
              onClick={this.#toggleNotify}
            />
          )}
          {voice?.canSpeak && (
            <ToolButton
              icon={voice.isReading ? 'speaker' : 'muted'}
              label={voice.isReading ? strings.stopReading : strings.readAloud}
              pressed={voice.isReading}
              onClick={this.#toggleReading}
            />
          )}
          {voice?.canListen && (
            <ToolButton
              icon="microphone"
              label={voice.isListening ? strings.stopDictating : strings.dictate}
              disabled={blocked}
              pressed={voice.isListening}
              onClick={this.#toggleListening}
            />
          )}
          {features.emoji && (
            <ToolButton
              icon="emoji"
              label={strings.emoji}
              disabled={blocked}
              expanded={Panel !== undefined}
              onClick={this.#toggleEmoji}
            />
          )}
          {uploads && (
            <>
              <input
                type="file"
                hidden
                multiple
                accept={uploads.limits.accept}
                aria-label={strings.attach}
                ref={this.#picker}
                onChange={this.#picked}
              />
              <ToolButton icon="attach" label={strings.attach} disabled={blocked} onClick={this.#pick} />
            </>
          )}
          {uploads && this.#isHandheld && (
            <>
              <input
                type="file"
                hidden
                accept="image/*"
                capture="environment"
                aria-label={strings.camera}
                ref={this.#camera}
                onChange={this.#picked}
              />
              <ToolButton icon="camera" label={strings.camera} disabled={blocked} onClick={this.#shoot} />
            </>
          )}
        </div>
      </>
    );
  }
}
