import { Component, Fragment, type VNode } from 'preact';
import { consoleLogger } from '../../lib/logger.js';
import { loadTemplateStrings, templateStrings } from '../i18n/load-template-strings.js';
import type { TemplateStrings } from '../i18n/template-strings.js';
import { adoptLater } from '../lib/adopt-later.js';
import type { TemplateScope } from './draw-template.js';
import { FallbackPart } from './FallbackPart.js';
import { findReplies, newestAnswer, resolveReply } from './find-replies.js';
import { PartPlaceholder, type PartProps } from './PartPlaceholder.js';
import { readPayload } from './read-payload.js';
import { templateStyles } from './template-styles.js';
import { componentChunk, templateChunk } from './template-table.js';

interface PartViewState {
  /** Drawn as something to read: its own drawing threw. */
  failed?: boolean;
  /** Words that had to be loaded, and may be English where that failed. */
  strings?: TemplateStrings;
}

/** A part of a message that is more than words, drawn by its kind. */
export class PartView extends Component<PartProps, PartViewState> {
  #off = () => {};
  #answers: readonly string[] = [];
  #answer: string | undefined;
  /** The own message that was the last one when answers were looked for. */
  #newest: string | undefined;
  #isNewest = false;
  #element: Element | null = null;
  #language = '';
  #missing = false;
  #gone = false;

  override componentWillMount(): void {
    this.#look();
  }

  override componentDidMount(): void {
    this.#off = this.props.client.subscribe(() => {
      if (this.#look()) this.setState({});
    });
    this.componentDidUpdate();
  }

  override componentDidUpdate(): void {
    this.#load();
    if (!this.#element) return;
    adoptLater(this.#element, templateStyles);
    const styles = this.#chunk()?.loaded?.chunk.styles;
    if (styles) adoptLater(this.#element, styles);
    if (this.#isHere()) this.props.onDrawn?.();
  }

  override componentWillUnmount(): void {
    this.#gone = true;
    this.#off();
  }

  override componentDidCatch(error: unknown): void {
    consoleLogger('warn', `unable to draw a "${this.props.part.type}"; it is shown as something to read`, error);
    this.setState({ failed: true });
  }

  /** Looks for answers, when the user has said something since, and whether this is still the end of the conversation. */
  #look(): boolean {
    const { message, client, part } = this.props;
    const newest = newestAnswer(message.id, client.messages);
    const isNewest = client.messages.at(-1)?.id === message.id;
    if (newest === this.#newest && isNewest === this.#isNewest) return false;
    this.#newest = newest;
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

  #isHere(): boolean {
    const chunk = this.#chunk();
    return Boolean((!chunk || chunk.loaded || this.#missing) && this.#strings());
  }

  /** Loads what is missing. What cannot be had is asked for once: the next message tries again. */
  #load(): void {
    const chunk = this.#chunk();
    if (chunk && !chunk.loaded && !this.#missing) {
      void chunk.load().then(() => {
        this.#missing = !chunk.loaded;
        if (!this.#gone) this.setState({});
      });
    }
    const { language } = this.props.i18n.t;
    if (!templateStrings(language) && this.#language !== language) {
      this.#language = language;
      void loadTemplateStrings(language).then((strings) => {
        if (!this.#gone) this.setState({ strings });
      });
    }
  }

  readonly #keep = (element: Element | null) => {
    this.#element = element;
  };

  render(props: PartProps): VNode {
    const strings = this.#isHere() ? this.#strings() : undefined;
    return (
      <div class="part" ref={this.#keep} aria-busy={strings ? undefined : 'true'}>
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

/** A component of its own: Preact gives an error to the component above the one whose elements could not be made. */
function Drawn({ part, failed, ...scope }: DrawnProps): VNode {
  const isTemplate = part.type === 'template';
  const type = isTemplate ? part.templateType : part.type === 'unknown' ? part.componentType : part.type;
  const payload: unknown = isTemplate || part.type === 'unknown' ? part.payload : part;
  const chunk = (isTemplate ? templateChunk : componentChunk)(type)?.loaded?.chunk;
  const drawn = failed ? undefined : chunk?.templates[type]?.(payload, scope);
  return <Fragment>{drawn ?? <FallbackPart {...scope} payload={payload} templateType={type} />}</Fragment>;
}
