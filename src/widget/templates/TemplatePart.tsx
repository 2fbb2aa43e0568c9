import { Component, type ComponentChildren, createRef, h, type VNode } from 'preact';
import { bareObject } from '../../lib/json.js';
import { consoleLogger } from '../../lib/logger.js';
import type { MessageComponent } from '../../protocol/component.js';
import type { TemplatePayload, UnknownTemplate } from '../../protocol/templates/index.js';
import { DomNode } from './DomNode.js';
import type { PartProps } from './PartPlaceholder.js';
import { PartView } from './PartView.js';
import type { HooksOf, TemplateContext, TemplateRender, VnodeFactory } from './registry.js';

export interface TemplatePartProps extends PartProps {
  part: Extract<MessageComponent, { type: 'template' }>;
  hooksOf: HooksOf;
}

/**
 * A template: drawn by the host where it has registered a renderer, else by the window. A renderer or a hook that throws
 * hurts nobody.
 */
export class TemplatePart extends Component<TemplatePartProps, { failed?: boolean }> {
  readonly #box = createRef<HTMLDivElement>();

  override componentDidCatch(error: unknown): void {
    this.#complain(error);
    this.setState({ failed: true });
  }

  #complain(error: unknown): void {
    consoleLogger('warn', `unable to draw the template "${this.props.part.templateType}"; its renderer threw`, error);
  }

  #context(): TemplateContext {
    const { message, onSend } = this.props;
    return {
      h: ((type, props, ...children) =>
        h(type, props ? bareObject({ ...props }) : null, ...(children as ComponentChildren[]))) as VnodeFactory,
      message,
      send: (input) => onSend(typeof input === 'string' ? { text: input } : input),
    };
  }

  readonly #drawn = () => {
    for (const { after } of this.props.hooksOf(this.props.part.templateType)) {
      try {
        after?.(this.#box.current!, this.#context());
      } catch (error) {
        this.#complain(error);
      }
    }
  };

  /** As the host wants it drawn. */
  #payload(): TemplatePayload {
    let { payload } = this.props.part;
    for (const { before } of this.props.hooksOf(this.props.part.templateType)) {
      try {
        payload = before?.(payload as UnknownTemplate, this.#context()) ?? payload;
      } catch (error) {
        this.#complain(error);
      }
    }
    return payload;
  }

  render({ part, ...props }: TemplatePartProps): VNode {
    const payload = this.#payload();
    const given = { ...props, part: { ...part, payload }, onDrawn: this.#drawn };
    const render = !this.state.failed && props.hooksOf(part.templateType).findLast((hooks) => hooks.render)?.render;
    return (
      <div class="template" ref={this.#box}>
        {render ? <DrawnByHost {...given} render={render} context={this.#context()} /> : <PartView {...given} />}
      </div>
    );
  }
}

interface DrawnByHostProps extends TemplatePartProps {
  render: TemplateRender;
  context: TemplateContext;
}

/** A component of its own: Preact gives an error to the component above the one whose elements could not be made. */
class DrawnByHost extends Component<DrawnByHostProps> {
  #drawn: ReturnType<TemplateRender>;

  override componentDidMount(): void {
    if (this.#drawn !== undefined) this.props.onDrawn?.();
  }

  override componentDidUpdate(): void {
    this.componentDidMount();
  }

  render(props: DrawnByHostProps): VNode {
    const drawn = props.render(props.part.payload as UnknownTemplate, props.context);
    this.#drawn = drawn;
    if (drawn === undefined) return <PartView {...props} />;
    return (
      <div class="custom" part="template">
        {drawn instanceof Node ? <DomNode node={drawn} /> : (drawn as ComponentChildren)}
      </div>
    );
  }
}
