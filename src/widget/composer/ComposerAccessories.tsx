import { Component, createRef, type VNode } from 'preact';
import type { I18n } from '../i18n/i18n.js';
import type { ComposerHandle } from '../store/composer-host.js';
import { FORM_ENDED } from '../store/form-ended.js';
import { addStylesAround } from '../styles/add-styles.js';
import { ToolButton } from '../ui/ToolButton.js';
import { AgentBar } from './agent/AgentBar.js';
import { composerExtrasStyles } from './composer-extras-styles.js';
import type { ComposerModel } from './composer-model.js';
import { isComposing } from './composing.js';
import { FileTray } from './FileTray.js';

export interface ComposerAccessoriesProps {
  model: ComposerModel;
  composer: ComposerHandle;
  text: string;
  i18n: I18n;
}

/** The counter appears when less than this share of the limit is left. */
const COUNTER_SHARE = 0.2;

/**
 * Everything above the field: files, notices, the character counter. Also handles the key, paste and drop events of the
 * field and the window.
 */
export class ComposerAccessories extends Component<ComposerAccessoriesProps, { dragging: boolean }> {
  override state = { dragging: false };
  readonly #box = createRef<HTMLDivElement>();
  #listeners = new AbortController();

  override componentDidMount(): void {
    const { model, composer } = this.props;
    const { signal } = this.#listeners;
    const box = this.#box.current!;
    addStylesAround(box, composerExtrasStyles);
    model.attachTo(composer);
    const { field } = composer;
    field?.addEventListener('keydown', this.#onKeyDown, { signal });
    field?.addEventListener('paste', this.#onPaste, { signal });
    document.addEventListener('visibilitychange', this.#markRead, { signal });
    this.#markRead();
    const frame = box.closest<HTMLElement>('.window');
    frame?.addEventListener(FORM_ENDED, () => model.skipForm(), { signal });
    if (!model.uploads) return;
    frame?.addEventListener('dragover', this.#onDragOver, { signal });
    frame?.addEventListener('dragleave', this.#onDragLeave, { signal });
    frame?.addEventListener('drop', this.#onDrop, { signal });
  }

  override componentDidUpdate(before: ComposerAccessoriesProps): void {
    const { model, text } = this.props;
    if (text !== before.text) model.textChanged(text);
    this.#markRead();
  }

  override componentWillUnmount(): void {
    this.#listeners.abort();
    this.props.model.attachTo(undefined);
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : undefined;
    if (!step || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || isComposing(event)) return;
    const { model, composer } = this.props;
    if (model.blocked) return;
    const found = model.inputHistory.step(step, composer.field!.value, model.session.client.messages);
    if (found === undefined) return;
    event.preventDefault();
    composer.write(found);
  };

  readonly #onPaste = (event: ClipboardEvent) => {
    const { clipboardData } = event;
    // Office programs also provide a picture of the copied text: prefer the text.
    if (!this.props.model.uploads || !clipboardData?.files.length || clipboardData.getData('text/plain')) return;
    event.preventDefault();
    this.props.model.attach(clipboardData.files);
  };

  readonly #onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Otherwise the browser navigates to the file.
    event.preventDefault();
    if (!this.state.dragging) this.setState({ dragging: true });
  };

  readonly #onDragLeave = (event: DragEvent) => {
    const frame = event.currentTarget as Node;
    if (!frame.contains(event.relatedTarget as Node | null)) this.setState({ dragging: false });
  };

  readonly #onDrop = (event: DragEvent) => {
    const files = event.dataTransfer?.files;
    this.setState({ dragging: false });
    if (!files?.length) return;
    event.preventDefault();
    this.props.model.attach(files);
    this.props.composer.field?.focus();
  };

  readonly #markRead = () => this.props.model.agents.markRead();

  readonly #endChat = () => {
    const { model, composer } = this.props;
    model.agents.end().catch(() => model.showNotices((strings) => strings.endChatFailed));
    composer.field?.focus();
  };

  readonly #save = (format: 'text' | 'json') => {
    const { model, i18n } = this.props;
    model.agents.save(format, model.strings(i18n.t.language), i18n);
  };

  readonly #dismissAgent = () => {
    this.props.model.agents.dismiss();
    this.props.composer.field?.focus();
  };

  readonly #skipForm = () => {
    this.props.model.skipForm();
    this.props.composer.field?.focus();
  };

  readonly #dismiss = () => {
    this.props.model.showNotices();
    this.props.composer.field?.focus();
  };

  render({ model, text, i18n }: ComposerAccessoriesProps, { dragging }: { dragging: boolean }): VNode {
    const { language } = i18n.t;
    const strings = model.strings(language);
    const { uploads, notices, features, blocked } = model;
    const { agent } = model.agents;
    const left = model.charactersLeft(text);
    const counted = left <= (features.characterLimit ?? 0) * COUNTER_SHARE;
    return (
      <div class="composer-extras" ref={this.#box}>
        {/* Announces the system notices, which are visible between the messages. */}
        <p class="sr said" aria-live="polite">
          {model.agents.newest(strings)}
        </p>
        {agent && (
          <AgentBar
            name={agent.name}
            picture={agent.picture}
            connected={agent.connected}
            strings={strings}
            onEnd={this.#endChat}
            onSave={this.#save}
            onDismiss={this.#dismissAgent}
          />
        )}
        {dragging && <div class="dropzone">{strings.dropHere}</div>}
        {blocked && (
          <p class="hint waits">
            <span role="status">{strings.formFirst}</span>
            <button type="button" class="inline" onClick={this.#skipForm}>
              {strings.writeInstead}
            </button>
          </p>
        )}
        {notices.length > 0 && (
          <div class="notices">
            <div role="alert">
              {notices.map((notice) => (
                <p>{notice(strings, language)}</p>
              ))}
            </div>
            <ToolButton small icon="remove" label={strings.dismiss} onClick={this.#dismiss} />
          </div>
        )}
        {uploads && (
          <FileTray
            uploads={uploads}
            items={uploads.items}
            online={model.isOnline}
            strings={strings}
            language={language}
          />
        )}
        {model.isWaiting && (
          <p class="hint" role="status">
            {strings.sendsWhenUploaded}
          </p>
        )}
        {model.speech?.isListening && (
          <p class="hint" role="status">
            {strings.listening}
          </p>
        )}
        {counted && (
          <p class={left < 0 ? 'hint bad' : 'hint'} role={left < 0 ? 'alert' : undefined}>
            {left < 0 ? strings.tooLong(-left) : strings.charactersLeft(left)}
          </p>
        )}
      </div>
    );
  }
}
