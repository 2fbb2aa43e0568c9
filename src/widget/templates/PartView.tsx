import { Component, Fragment, type VNode } from 'preact';
import { logToConsole } from '../../lib/logger.js';
import { loadTemplateStrings, templateStrings } from '../i18n/load-template-strings.js';
import type { TemplateStrings } from '../i18n/template-strings.js';
import { addStylesAround } from '../styles/add-styles.js';
import type { TemplateScope } from './draw-template.js';
import { FallbackPart } from './FallbackPart.js';
import { findReplies, newestReplyId, resolveReply } from './find-replies.js';
import { PartPlaceholder, type PartProps } from './PartPlaceholder.js';
import { readPayload } from './read-payload.js';
import { templateStyles } from './template-styles.js';
import { componentChunk, templateChunk } from './template-table.js';

interface PartViewState {
  /** True after the component of the template threw: FallbackPart draws the payload then. */
  failed?: boolean;
  /** The strings that had to be loaded. They are English if loading failed. */
  strings?: TemplateStrings;
}

/** Draws a part of a message with the component of its type, which is loaded if necessary. */
export class PartView extends Component<PartProps, PartViewState> {
  #unsubscribe = () => {};
  #answers: readonly string[] = [];
  #answer: string | undefined;
  /** The id of the user's newest message when the answers were last updated. */
  #newestReply: string | undefined;
  #isNewest = false;
  #element: Element | null = null;
  #language = '';
  #hasLoadFailed = false;
  #isUnmounted = false;

  override componentWillMount(): void {
    this.#updateAnswers();
  }

  override componentDidMount(): void {
    this.#unsubscribe = this.props.client.subscribe(() => {
      if (this.#updateAnswers()) this.setState({});
    });
    this.componentDidUpdate();
  }

  override componentDidUpdate(): void {
    this.#load();
    if (!this.#element) return;
    addStylesAround(this.#element, templateStyles);
    const styles = this.#chunk()?.loaded?.chunk.styles;
    if (styles) addStylesAround(this.#element, styles);
    if (this.#isReady()) this.props.onDrawn?.();
  }

  override componentWillUnmount(): void {
    this.#isUnmounted = true;
    this.#unsubscribe();
  }

  override componentDidCatch(error: unknown): void {
    logToConsole('warn', `unable to draw a "${this.props.part.type}"; it is shown as plain text`, error);
    this.setState({ failed: true });
  }

  /** Updates the answers and whether the message is the newest one. Returns whether anything changed. */
  #updateAnswers(): boolean {
    const { message, client, part } = this.props;
    const newest = newestReplyId(message.id, client.messages);
    const isNewest = client.messages.at(-1)?.id === message.id;
    if (newest === this.#newestReply && isNewest === this.#isNewest) return false;
    this.#newestReply = newest;
    this.#isNewest = isNewest;
    this.#answers = findReplies(message.id, client.messages);
    const [answer] = this.#answers;
    this.#answer =
      answer !== undefined && part.type === 'template'
        ? resolveReply(answer, readPayload(part.payload, part.templateType).actions)
        : answer;
    return true;
  }

  #chunk() {
    const { part } = this.props;
    return part.type === 'template' ? templateChunk(part.templateType) : componentChunk(part.type);
  }

  #strings(): TemplateStrings | undefined {
    const { t } = this.props.i18n;
    const strings = templateStrings(t.language) ?? (this.#language === t.language ? this.state.strings : undefined);
    return strings && { ...strings, ...t.templates };
  }

  #isReady(): boolean {
    const chunk = this.#chunk();
    return Boolean((!chunk || chunk.loaded || this.#hasLoadFailed) && this.#strings());
  }

  /** Loads the missing chunk and strings. A failed load is not repeated here; the next message tries again. */
  #load(): void {
    const chunk = this.#chunk();
    if (chunk && !chunk.loaded && !this.#hasLoadFailed) {
      void chunk.load().then(() => {
        this.#hasLoadFailed = !chunk.loaded;
        if (!this.#isUnmounted) this.setState({});
      });
    }
    const { language } = this.props.i18n.t;
    if (!templateStrings(language) && this.#language !== language) {
      this.#language = language;
      void loadTemplateStrings(language).then((strings) => {
        if (!this.#isUnmounted) this.setState({ strings });
      });
    }
  }

  readonly #setElement = (element: Element | null) => {
    this.#element = element;
  };

  render(props: PartProps): VNode {
    const strings = this.#isReady() ? this.#strings() : undefined;
    return (
      <div class="part" ref={this.#setElement} aria-busy={strings ? undefined : 'true'}>
        {strings ? (
          <Drawn
            {...props}
            failed={this.state.failed}
            strings={strings}
            answers={this.#answers}
            answer={this.#answer}
            isNewest={this.#isNewest}
          />
        ) : (
          <PartPlaceholder {...props} />
        )}
      </div>
    );
  }
}

interface DrawnProps extends TemplateScope, Pick<PartProps, 'part'> {
  failed: boolean | undefined;
}

/** A separate component, because Preact reports an error to the component above the one that threw. */
function Drawn({ part, failed, ...scope }: DrawnProps): VNode {
  const isTemplate = part.type === 'template';
  const type = isTemplate ? part.templateType : part.type === 'unknown' ? part.componentType : part.type;
  const payload: unknown = isTemplate || part.type === 'unknown' ? part.payload : part;
  const chunk = (isTemplate ? templateChunk : componentChunk)(type)?.loaded?.chunk;
  const drawn = failed ? undefined : chunk?.templates[type]?.(payload, scope);
  return <Fragment>{drawn ?? <FallbackPart {...scope} payload={payload} templateType={type} />}</Fragment>;
}
