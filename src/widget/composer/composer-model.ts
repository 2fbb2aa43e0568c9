import { clientPorts, type RefusedFile, UploadList } from '../../attachments/index.js';
import { consoleLogger } from '../../lib/logger.js';
import type { ComposerStrings } from '../i18n/composer-strings.js';
import { LazyStrings } from '../i18n/lazy-strings.js';
import { englishComposerStrings, loadComposerStrings } from '../i18n/load-composer-strings.js';
import { fileSize } from '../lib/file-size.js';
import { type ChatFeatures, readFeatures } from '../store/chat-features.js';
import type { ComposerHandle, ComposerHost } from '../store/composer-host.js';
import { DraftStore } from '../store/draft-store.js';
import { InputHistory } from '../store/input-history.js';
import { pendingForm } from '../store/pending-form.js';
import { AgentController } from './agent/agent-controller.js';
import type { NotificationsController } from './notifications/notifications-controller.js';
import type { SpeechController } from './speech/speech-controller.js';

/** Something to be told to the user, in whatever language they read. */
export type Notice = (strings: ComposerStrings, language: string) => string;

/** What is behind the composer: the features that the page wants, the files, the draft. One per conversation. */
export class ComposerModel {
  readonly session: ComposerHost;
  readonly features: ChatFeatures;
  /** Undefined where the page wants no files. */
  readonly uploads: UploadList | undefined;
  readonly recall = new InputHistory();
  readonly agents: AgentController;
  /** Loaded where the page wants them. */
  voice: SpeechController | undefined;
  notify: NotificationsController | undefined;
  readonly #strings: LazyStrings<ComposerStrings>;
  readonly #drafts: DraftStore;
  #notices: readonly Notice[] = [];
  #waiting = false;
  #passedForm: string | undefined;
  readonly #offForms: () => void;
  #composer: ComposerHandle | undefined;
  #gone = false;

  constructor(session: ComposerHost) {
    this.session = session;
    this.features = readFeatures(session.features);
    this.#strings = new LazyStrings(englishComposerStrings, loadComposerStrings, () => session.notify());
    this.#drafts = new DraftStore(session.client);
    this.agents = new AgentController(session);
    this.#offForms = session.client.on('events', ({ type }) => {
      if (type === 'form_submitted' || type === 'form_failure') this.skipForm();
    });
    const { attachments } = this.features;
    if (attachments) {
      const limits = attachments === true ? undefined : attachments;
      this.uploads = new UploadList(clientPorts(session.client), limits, () => this.#filesChanged());
    }
    this.#loadMore();
    if (!session.draft) session.draft = this.#drafts.load();
  }

  /** True while the bot waits for a form, until the user would rather write. */
  get blocked(): boolean {
    const form = pendingForm(this.session.client.messages);
    return form !== undefined && form !== this.#passedForm;
  }

  /** The user would rather write than fill in the form. */
  skipForm(): void {
    this.#passedForm = pendingForm(this.session.client.messages);
    this.session.notify();
  }

  /** What went wrong, until it is put away or the message is sent. */
  get notices(): readonly Notice[] {
    return this.#notices;
  }

  /** True after the user has sent a message whose files are not there yet: it goes by itself when they are. */
  get isWaiting(): boolean {
    return this.#waiting;
  }

  get isOnline(): boolean {
    return this.session.client.state.status === 'ready';
  }

  strings(language: string): ComposerStrings {
    return this.#strings.in(language);
  }

  /** Characters that may still be written; below 0 there are too many. Infinity without a limit. */
  charactersLeft(text: string): number {
    return (this.features.characterLimit ?? Number.POSITIVE_INFINITY) - [...text.trim()].length;
  }

  maySend(text: string): boolean {
    if (this.blocked || this.charactersLeft(text) < 0) return false;
    return text.trim() !== '' || (this.uploads?.items.length ?? 0) > 0;
  }

  send(text: string): boolean {
    const { uploads } = this;
    if (!this.maySend(text)) return false;
    if (uploads && !uploads.isComplete) {
      this.#waiting = uploads.isBusy;
      this.tell(...(this.#waiting ? [] : [(strings: ComposerStrings) => strings.removeFailed]));
      return false;
    }
    this.#waiting = false;
    this.#notices = [];
    this.voice?.stopListening();
    const attachments = uploads?.take() ?? [];
    this.session.send({ ...(text && { text }), ...(attachments.length > 0 && { attachments }) });
    return true;
  }

  /** Begins to upload files; says of each that may not be sent why. */
  attach(files: Iterable<File>): void {
    const { uploads } = this;
    if (this.blocked) return;
    const refused = uploads?.add(files) ?? [];
    if (uploads) this.tell(...refused.map((each) => refusalOf(each, uploads)));
  }

  /** Shows notices in place of those before. */
  tell(...notices: readonly Notice[]): void {
    this.#notices = notices;
    this.session.notify();
  }

  /** The text in the field has changed. */
  written(text: string): void {
    this.#drafts.save(text);
    this.agents.written(text);
  }

  /** A composer is there, or gone. */
  attachTo(composer: ComposerHandle | undefined): void {
    this.#composer = composer;
    // The draft of before the reload: not over what was written meanwhile.
    if (composer && !composer.text && this.session.draft) composer.write(this.session.draft);
  }

  dispose(): void {
    this.#waiting = false;
    this.#gone = true;
    this.agents.dispose();
    this.#offForms();
    this.voice?.dispose();
    this.notify?.dispose();
    this.uploads?.clear();
  }

  #loadMore(): void {
    const { session, features } = this;
    const { voice, notifications } = features;
    const tell = (notice: Notice) => this.tell(notice);
    const load = (what: string, loading: Promise<() => void>) =>
      loading.then(
        (put) => {
          if (this.#gone) return;
          put();
          session.notify();
        },
        (error: unknown) => consoleLogger('warn', `unable to load ${what}`, error),
      );
    if (voice) {
      const vendor = voice === true ? undefined : voice;
      const loading = import('./speech/speech-controller.js');
      void load(
        'the voice',
        loading.then(({ SpeechController }) => () => {
          this.voice = new SpeechController(session, vendor, tell);
        }),
      );
    }
    if (notifications) {
      const loading = import('./notifications/notifications-controller.js');
      void load(
        'the notifications',
        loading.then(({ NotificationsController }) => () => {
          this.notify = new NotificationsController(session, tell);
        }),
      );
    }
  }

  #filesChanged(): void {
    const { session, uploads } = this;
    if (this.#waiting && uploads && !uploads.isBusy) {
      this.#waiting = false;
      if (this.#composer) this.#composer.submit();
      else if (this.send(session.draft.trim())) {
        session.draft = '';
        this.#drafts.save('');
      }
    }
    session.notify();
  }
}

function refusalOf({ file: { name }, why }: RefusedFile, { limits }: UploadList): Notice {
  switch (why) {
    case 'type':
      return (strings) => strings.wrongType(name);
    case 'too-large':
      return (strings, language) => strings.tooLarge(name, fileSize(limits.maxBytes, language));
    case 'empty':
      return (strings) => strings.emptyFile(name);
    case 'too-many':
      return (strings) => strings.tooManyFiles(limits.maxFiles);
    default:
      return why satisfies never;
  }
}
