import { uploadHost } from '../../attachments/upload-host.js';
import { type RefusedFile, UploadList } from '../../attachments/upload-list.js';
import { logToConsole } from '../../lib/logger.js';
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

/** A notice for the user, as a function of the language. */
export type Notice = (strings: ComposerStrings, language: string) => string;

/** State of the composer: the page's features, the files, the draft. One per session. */
export class ComposerModel {
  readonly session: ComposerHost;
  readonly features: ChatFeatures;
  /** Undefined if attachments are switched off. */
  readonly uploads: UploadList | undefined;
  readonly inputHistory = new InputHistory();
  readonly agents: AgentController;
  /** Loaded if the page has enabled them. */
  speech: SpeechController | undefined;
  notifications: NotificationsController | undefined;
  readonly #strings: LazyStrings<ComposerStrings>;
  readonly #drafts: DraftStore;
  #notices: readonly Notice[] = [];
  #waiting = false;
  #skippedForm: string | undefined;
  readonly #unsubscribe: () => void;
  #composer: ComposerHandle | undefined;
  #isDestroyed = false;

  constructor(session: ComposerHost) {
    this.session = session;
    this.features = readFeatures(session.features);
    this.#strings = new LazyStrings(englishComposerStrings, loadComposerStrings, () => session.notify());
    this.#drafts = new DraftStore(session.client);
    this.agents = new AgentController(session);
    this.#unsubscribe = session.client.on('events', ({ type }) => {
      if (type === 'form_submitted' || type === 'form_failure') this.skipForm();
    });
    const { attachments } = this.features;
    if (attachments) {
      const limits = attachments === true ? undefined : attachments;
      this.uploads = new UploadList(uploadHost(session.client), limits, () => this.#filesChanged());
    }
    this.#loadMore();
    if (!session.draft) session.draft = this.#drafts.load();
  }

  /** True while the bot waits for a form, until the user chooses to write instead. */
  get blocked(): boolean {
    const form = pendingForm(this.session.client.messages);
    return form !== undefined && form !== this.#skippedForm;
  }

  /** Lets the user write instead of filling in the form. */
  skipForm(): void {
    this.#skippedForm = pendingForm(this.session.client.messages);
    this.session.notify();
  }

  /** Current notices, until the user dismisses them or sends the message. */
  get notices(): readonly Notice[] {
    return this.#notices;
  }

  /** True if the user has sent a message whose files are still uploading: it is sent as soon as they are done. */
  get isWaiting(): boolean {
    return this.#waiting;
  }

  get isOnline(): boolean {
    return this.session.client.state.status === 'ready';
  }

  strings(language: string): ComposerStrings {
    return this.#strings.in(language);
  }

  /** Returns how many characters are left; negative if the text is too long, Infinity without a limit. */
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
      this.showNotices(...(this.#waiting ? [] : [(strings: ComposerStrings) => strings.removeFailed]));
      return false;
    }
    this.#waiting = false;
    this.#notices = [];
    this.speech?.stopListening();
    const attachments = uploads?.take() ?? [];
    this.session.send({ ...(text && { text }), ...(attachments.length > 0 && { attachments }) });
    return true;
  }

  /** Starts uploading files, and shows a notice for each refused one. */
  attach(files: Iterable<File>): void {
    const { uploads } = this;
    if (this.blocked) return;
    const refused = uploads?.add(files) ?? [];
    if (uploads) this.showNotices(...refused.map((each) => refusalOf(each, uploads)));
  }

  /** Replaces the current notices. */
  showNotices(...notices: readonly Notice[]): void {
    this.#notices = notices;
    this.session.notify();
  }

  /** Called when the text in the field has changed. */
  textChanged(text: string): void {
    this.#drafts.save(text);
    this.agents.textChanged(text);
  }

  /** Sets the current composer; undefined when it is unmounted. */
  attachTo(composer: ComposerHandle | undefined): void {
    this.#composer = composer;
    // Restores the draft, unless the user has typed something in the meantime.
    if (composer && !composer.text && this.session.draft) composer.write(this.session.draft);
  }

  destroy(): void {
    this.#waiting = false;
    this.#isDestroyed = true;
    this.agents.destroy();
    this.#unsubscribe();
    this.speech?.destroy();
    this.notifications?.destroy();
    this.uploads?.clear();
  }

  #loadMore(): void {
    const { session, features } = this;
    const { voice, notifications } = features;
    const showNotice = (notice: Notice) => this.showNotices(notice);
    const load = (what: string, loading: Promise<() => void>) =>
      loading.then(
        (install) => {
          if (this.#isDestroyed) return;
          install();
          session.notify();
        },
        (error: unknown) => logToConsole('warn', `unable to load ${what}`, error),
      );
    if (voice) {
      const vendor = voice === true ? undefined : voice;
      const loading = import('./speech/speech-controller.js');
      void load(
        'the voice',
        loading.then(({ SpeechController }) => () => {
          this.speech = new SpeechController(session, vendor, showNotice);
        }),
      );
    }
    if (notifications) {
      const loading = import('./notifications/notifications-controller.js');
      void load(
        'the notifications',
        loading.then(({ NotificationsController }) => () => {
          this.notifications = new NotificationsController(session, showNotice);
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
