import { clientPorts, type RefusedFile, UploadList } from '../../attachments/index.js';
import { consoleLogger } from '../../lib/logger.js';
import type { DeskWords } from '../i18n/composer-strings.js';
import { LazyWords } from '../i18n/lazy-strings.js';
import { englishDeskWords, loadDeskWords } from '../i18n/load-composer-strings.js';
import { fileSize } from '../lib/file-size.js';
import { type ChatFeatures, readFeatures } from '../store/chat-features.js';
import type { ComposerSite, DeskSession } from '../store/composer-host.js';
import { DraftStore } from '../store/draft-store.js';
import { Recall } from '../store/input-history.js';
import { awaitedForm } from '../store/pending-form.js';
import { AgentDesk } from './agent/agent-controller.js';
import type { NotifyDesk } from './notifications/notifications-controller.js';
import type { VoiceDesk } from './speech/speech-controller.js';

/** Something to be told to the user, in whatever language they read. */
export type Notice = (words: DeskWords, language: string) => string;

/** What is behind the composer: the features that the page wants, the files, the draft. One per conversation. */
export class DeskModel {
  readonly session: DeskSession;
  readonly features: ChatFeatures;
  /** Undefined where the page wants no files. */
  readonly uploads: UploadList | undefined;
  readonly recall = new Recall();
  readonly agents: AgentDesk;
  /** Loaded where the page wants them. */
  voice: VoiceDesk | undefined;
  notify: NotifyDesk | undefined;
  readonly #words: LazyWords<DeskWords>;
  readonly #drafts: DraftStore;
  #notices: readonly Notice[] = [];
  #waiting = false;
  #passedForm: string | undefined;
  readonly #offForms: () => void;
  #site: ComposerSite | undefined;
  #gone = false;

  constructor(session: DeskSession) {
    this.session = session;
    this.features = readFeatures(session.features);
    this.#words = new LazyWords(englishDeskWords, loadDeskWords, () => session.notify());
    this.#drafts = new DraftStore(session.client);
    this.agents = new AgentDesk(session);
    this.#offForms = session.client.on('events', ({ type }) => {
      if (type === 'form_submitted' || type === 'form_failure') this.passForm();
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
    const form = awaitedForm(this.session.client.messages);
    return form !== undefined && form !== this.#passedForm;
  }

  /** The user would rather write than fill in the form. */
  passForm(): void {
    this.#passedForm = awaitedForm(this.session.client.messages);
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

  words(language: string): DeskWords {
    return this.#words.in(language);
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
      this.tell(...(this.#waiting ? [] : [(words: DeskWords) => words.removeFailed]));
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
  attachTo(site: ComposerSite | undefined): void {
    this.#site = site;
    // The draft of before the reload: not over what was written meanwhile.
    if (site && !site.text && this.session.draft) site.write(this.session.draft);
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
        loading.then(({ VoiceDesk }) => () => {
          this.voice = new VoiceDesk(session, vendor, tell);
        }),
      );
    }
    if (notifications) {
      const loading = import('./notifications/notifications-controller.js');
      void load(
        'the notifications',
        loading.then(({ NotifyDesk }) => () => {
          this.notify = new NotifyDesk(session, tell);
        }),
      );
    }
  }

  #filesChanged(): void {
    const { session, uploads } = this;
    if (this.#waiting && uploads && !uploads.isBusy) {
      this.#waiting = false;
      if (this.#site) this.#site.submit();
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
      return (words) => words.wrongType(name);
    case 'too-large':
      return (words, language) => words.tooLarge(name, fileSize(limits.maxBytes, language));
    case 'empty':
      return (words) => words.emptyFile(name);
    case 'too-many':
      return (words) => words.tooManyFiles(limits.maxFiles);
    default:
      return why satisfies never;
  }
}
