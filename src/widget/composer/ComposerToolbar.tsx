import { Component, type ComponentClass, createRef, type VNode } from 'preact';
import { consoleLogger } from '../../lib/logger.js';
import type { I18n } from '../i18n/i18n.js';
import type { ComposerSite } from '../store/composer-host.js';
import { ToolButton } from '../ui/ToolButton.js';
import type { DeskModel } from './composer-model.js';
import type { EmojiPanelProps } from './emoji/EmojiPanel.js';

export interface DeskToolsProps {
  desk: DeskModel;
  site: ComposerSite;
  i18n: I18n;
}

/** The small buttons beside the field. */
export class DeskTools extends Component<DeskToolsProps, { Panel: ComponentClass<EmojiPanelProps> | undefined }> {
  override state = { Panel: undefined as ComponentClass<EmojiPanelProps> | undefined };
  readonly #picker = createRef<HTMLInputElement>();
  readonly #camera = createRef<HTMLInputElement>();
  // A device that is held in the hand has a camera worth a button; elsewhere the dialog of files is the way.
  readonly #isHandheld = matchMedia('(pointer: coarse)').matches;

  readonly #pick = () => this.#picker.current!.click();
  readonly #shoot = () => this.#camera.current!.click();

  readonly #picked = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    this.props.desk.attach([...(input.files ?? [])]);
    // The same file may be picked again.
    input.value = '';
    this.props.site.field?.focus();
  };

  readonly #toggleListening = () => this.props.desk.voice?.toggleListening(this.props.site);
  readonly #toggleReading = () => this.props.desk.voice?.toggleReading(this.props.i18n.t.language);
  readonly #toggleNotify = () => void this.props.desk.notify?.toggle(this.props.i18n.t.language);

  readonly #toggleEmoji = () => {
    if (this.state.Panel) return this.#closeEmoji();
    import('./emoji/EmojiPanel.js').then(
      ({ EmojiPanel }) => this.setState({ Panel: EmojiPanel }),
      (error: unknown) => consoleLogger('warn', 'unable to load the emoji', error),
    );
  };

  readonly #closeEmoji = () => {
    this.setState({ Panel: undefined });
    this.props.site.field?.focus();
  };

  readonly #pickEmoji = (emoji: string) => {
    const { field } = this.props.site;
    if (field) {
      field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    this.#closeEmoji();
  };

  render({ desk, i18n }: DeskToolsProps, { Panel }: { Panel: ComponentClass<EmojiPanelProps> | undefined }): VNode {
    const { uploads, blocked, features, voice, notify } = desk;
    const words = desk.words(i18n.t.language);
    return (
      <>
        {Panel && !blocked && (
          <Panel language={i18n.t.language} words={words} onPick={this.#pickEmoji} onClose={this.#closeEmoji} />
        )}
        <div class="tools" part="tools">
          {notify?.isPossible && (
            <ToolButton
              icon="bell"
              label={notify.isOn ? words.notifyNoMore : words.notifyMe}
              pressed={notify.isOn}
              onClick={this.#toggleNotify}
            />
          )}
          {voice?.canSpeak && (
            <ToolButton
              icon={voice.isReading ? 'speaker' : 'muted'}
              label={voice.isReading ? words.stopReading : words.readAloud}
              pressed={voice.isReading}
              onClick={this.#toggleReading}
            />
          )}
          {voice?.canListen && (
            <ToolButton
              icon="microphone"
              label={voice.isListening ? words.stopDictating : words.dictate}
              disabled={blocked}
              pressed={voice.isListening}
              onClick={this.#toggleListening}
            />
          )}
          {features.emoji && (
            <ToolButton
              icon="emoji"
              label={words.emoji}
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
                aria-label={words.attach}
                ref={this.#picker}
                onChange={this.#picked}
              />
              <ToolButton icon="attach" label={words.attach} disabled={blocked} onClick={this.#pick} />
            </>
          )}
          {uploads && this.#isHandheld && (
            <>
              <input
                type="file"
                hidden
                accept="image/*"
                capture="environment"
                aria-label={words.camera}
                ref={this.#camera}
                onChange={this.#picked}
              />
              <ToolButton icon="camera" label={words.camera} disabled={blocked} onClick={this.#shoot} />
            </>
          )}
        </div>
      </>
    );
  }
}
