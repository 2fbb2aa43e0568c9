import { Component, type ComponentClass, createRef, type VNode } from 'preact';
import { logToConsole } from '../../lib/logger.js';
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

/** The icon buttons next to the field. */
export class ComposerToolbar extends Component<
  ComposerToolbarProps,
  { Panel: ComponentClass<EmojiPanelProps> | undefined }
> {
  override state = { Panel: undefined as ComponentClass<EmojiPanelProps> | undefined };
  readonly #fileInput = createRef<HTMLInputElement>();
  readonly #cameraInput = createRef<HTMLInputElement>();
  // A handheld device gets a button for its camera; elsewhere the file dialog is enough.
  readonly #isHandheld = matchMedia('(pointer: coarse)').matches;

  readonly #pickFiles = () => this.#fileInput.current!.click();
  readonly #takePhoto = () => this.#cameraInput.current!.click();

  readonly #onFilesPicked = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    this.props.model.attach([...(input.files ?? [])]);
    // Allows picking the same file again.
    input.value = '';
    this.props.composer.field?.focus();
  };

  readonly #toggleListening = () => this.props.model.speech?.toggleListening(this.props.composer);
  readonly #toggleReading = () => this.props.model.speech?.toggleReading(this.props.i18n.t.language);
  readonly #toggleNotifications = () => void this.props.model.notifications?.toggle(this.props.i18n.t.language);

  readonly #toggleEmoji = () => {
    if (this.state.Panel) return this.#closeEmoji();
    import('./emoji/EmojiPanel.js').then(
      ({ EmojiPanel }) => this.setState({ Panel: EmojiPanel }),
      (error: unknown) => logToConsole('warn', 'unable to load the emoji', error),
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
    const { uploads, blocked, features, speech, notifications } = model;
    const strings = model.strings(i18n.t.language);
    return (
      <>
        {Panel && !blocked && (
          <Panel language={i18n.t.language} strings={strings} onPick={this.#pickEmoji} onClose={this.#closeEmoji} />
        )}
        <div class="tools" part="tools">
          {notifications?.isSupported && (
            <ToolButton
              icon="bell"
              label={notifications.isOn ? strings.notifyNoMore : strings.notifyMe}
              pressed={notifications.isOn}
              onClick={this.#toggleNotifications}
            />
          )}
          {speech?.canSpeak && (
            <ToolButton
              icon={speech.isReading ? 'speaker' : 'muted'}
              label={speech.isReading ? strings.stopReading : strings.readAloud}
              pressed={speech.isReading}
              onClick={this.#toggleReading}
            />
          )}
          {speech?.canListen && (
            <ToolButton
              icon="microphone"
              label={speech.isListening ? strings.stopDictating : strings.dictate}
              disabled={blocked}
              pressed={speech.isListening}
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
                ref={this.#fileInput}
                onChange={this.#onFilesPicked}
              />
              <ToolButton icon="attach" label={strings.attach} disabled={blocked} onClick={this.#pickFiles} />
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
                ref={this.#cameraInput}
                onChange={this.#onFilesPicked}
              />
              <ToolButton icon="camera" label={strings.camera} disabled={blocked} onClick={this.#takePhoto} />
            </>
          )}
        </div>
      </>
    );
  }
}
