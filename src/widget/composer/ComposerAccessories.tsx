import { Component, createRef, type VNode } from 'preact';
import type { I18n } from '../i18n/i18n.js';
import { adoptLater } from '../lib/adopt-later.js';
import type { ComposerSite } from '../store/composer-host.js';
import { FORM_ENDED } from '../store/form-ended.js';
import { ToolButton } from '../ui/ToolButton.js';
import { AgentBar } from './agent/AgentBar.js';
import { deskStyles } from './composer-extras-styles.js';
import type { DeskModel } from './composer-model.js';
import { isComposing } from './composing.js';
import { FileTray } from './FileTray.js';

export interface DeskTopProps {
  desk: DeskModel;
  site: ComposerSite;
  text: string;
  i18n: I18n;
}

/** From here on the counter is shown: with a fifth of the limit left. */
const COUNTER_SHARE = 0.2;

/** Above the field: files, what went wrong, how much may still be written. Also what the field and the window hear. */
export class DeskTop extends Component<DeskTopProps, { dragging: boolean }> {
  override state = { dragging: false };
  readonly #box = createRef<HTMLDivElement>();
  #stop = new AbortController();

  override componentDidMount(): void {
    const { desk, site } = this.props;
    const { signal } = this.#stop;
    const box = this.#box.current!;
    adoptLater(box, deskStyles);
    desk.attachTo(site);
    const { field } = site;
    field?.addEventListener('keydown', this.#keyDown, { signal });
    field?.addEventListener('paste', this.#paste, { signal });
    document.addEventListener('visibilitychange', this.#seen, { signal });
    this.#seen();
    const frame = box.closest<HTMLElement>('.window');
    frame?.addEventListener(FORM_ENDED, () => desk.passForm(), { signal });
    if (!desk.uploads) return;
    frame?.addEventListener('dragover', this.#dragOver, { signal });
    frame?.addEventListener('dragleave', this.#dragLeave, { signal });
    frame?.addEventListener('drop', this.#drop, { signal });
  }

  override componentDidUpdate(before: DeskTopProps): void {
    const { desk, text } = this.props;
    if (text !== before.text) desk.written(text);
    this.#seen();
  }

  override componentWillUnmount(): void {
    this.#stop.abort();
    this.props.desk.attachTo(undefined);
  }

  readonly #keyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : undefined;
    if (!step || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || isComposing(event)) return;
    const { desk, site } = this.props;
    if (desk.blocked) return;
    const found = desk.recall.step(step, site.field!.value, desk.session.client.messages);
    if (found === undefined) return;
    event.preventDefault();
    site.write(found);
  };

  readonly #paste = (event: ClipboardEvent) => {
    const { clipboardData } = event;
    // Office programs give a picture of the text along with it: the text is meant.
    if (!this.props.desk.uploads || !clipboardData?.files.length || clipboardData.getData('text/plain')) return;
    event.preventDefault();
    this.props.desk.attach(clipboardData.files);
  };

  readonly #dragOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Without this the browser leaves the page for the file.
    event.preventDefault();
    if (!this.state.dragging) this.setState({ dragging: true });
  };

  readonly #dragLeave = (event: DragEvent) => {
    const frame = event.currentTarget as Node;
    if (!frame.contains(event.relatedTarget as Node | null)) this.setState({ dragging: false });
  };

  readonly #drop = (event: DragEvent) => {
    const files = event.dataTransfer?.files;
    this.setState({ dragging: false });
    if (!files?.length) return;
    event.preventDefault();
    this.props.desk.attach(files);
    this.props.site.field?.focus();
  };

  readonly #seen = () => this.props.desk.agents.seen();

  readonly #end = () => {
    const { desk, site } = this.props;
    desk.agents.end().catch(() => desk.tell((words) => words.endChatFailed));
    site.field?.focus();
  };

  readonly #save = (format: 'text' | 'json') => {
    const { desk, i18n } = this.props;
    desk.agents.save(format, desk.words(i18n.t.language), i18n);
  };

  readonly #dismissAgent = () => {
    this.props.desk.agents.dismiss();
    this.props.site.field?.focus();
  };

  readonly #passForm = () => {
    this.props.desk.passForm();
    this.props.site.field?.focus();
  };

  readonly #dismiss = () => {
    this.props.desk.tell();
    this.props.site.field?.focus();
  };

  render({ desk, text, i18n }: DeskTopProps, { dragging }: { dragging: boolean }): VNode {
    const { language } = i18n.t;
    const words = desk.words(language);
    const { uploads, notices, features, blocked } = desk;
    const { agent } = desk.agents;
    const left = desk.charactersLeft(text);
    const counted = left <= (features.characterLimit ?? 0) * COUNTER_SHARE;
    return (
      <div class="desk" ref={this.#box}>
        {/* Lines between the messages are seen there; here they are said. */}
        <p class="sr said" aria-live="polite">
          {desk.agents.newest(words)}
        </p>
        {agent && (
          <AgentBar
            name={agent.name}
            picture={agent.picture}
            connected={agent.connected}
            words={words}
            onEnd={this.#end}
            onSave={this.#save}
            onDismiss={this.#dismissAgent}
          />
        )}
        {dragging && <div class="dropzone">{words.dropHere}</div>}
        {blocked && (
          <p class="hint waits">
            <span role="status">{words.formFirst}</span>
            <button type="button" class="inline" onClick={this.#passForm}>
              {words.writeInstead}
            </button>
          </p>
        )}
        {notices.length > 0 && (
          <div class="notices">
            <div role="alert">
              {notices.map((notice) => (
                <p>{notice(words, language)}</p>
              ))}
            </div>
            <ToolButton small icon="remove" label={words.dismiss} onClick={this.#dismiss} />
          </div>
        )}
        {uploads && (
          <FileTray uploads={uploads} items={uploads.items} online={desk.isOnline} words={words} language={language} />
        )}
        {desk.isWaiting && (
          <p class="hint" role="status">
            {words.sendsWhenUploaded}
          </p>
        )}
        {desk.voice?.isListening && (
          <p class="hint" role="status">
            {words.listening}
          </p>
        )}
        {counted && (
          <p class={left < 0 ? 'hint bad' : 'hint'} role={left < 0 ? 'alert' : undefined}>
            {left < 0 ? words.tooLong(-left) : words.charactersLeft(left)}
          </p>
        )}
      </div>
    );
  }
}
