import { Component, type ComponentChildren, createRef, h, type VNode } from 'preact';
import { bareObject } from '../../lib/json.js';
import { logToConsole } from '../../lib/logger.js';
import type { MessageComponent } from '../../protocol/component.js';
import type { TemplatePayload, UnknownTemplate } from '../../protocol/templates/index.js';
import { DomNode } from './DomNode.js';
import type { PartProps } from './PartPlaceholder.js';
import { PartView } from './PartView.js';
import type { HooksOf, TemplateContext, TemplateRender, VnodeFactory } from './registry.js';

interface HooksProps {
  hooksOf: HooksOf;
}

interface HookedTemplateProps extends PartProps, HooksProps {
  part: Extract<MessageComponent, { type: 'template' }>;
}

/** Draws a part of a message that is more than text and pictures. Applies the hooks of the host if it is a template. */
export function HookedPart({ hooksOf, ...props }: PartProps & HooksProps): VNode {
  const { part } = props;
  return part.type === 'template' ? (
    <HookedTemplate {...props} part={part} hooksOf={hooksOf} />
  ) : (
    <PartView {...props} />
  );
}

/**
 * Draws a template with the renderer that the host has registered, else as the window draws it. If a renderer or a hook throws,
 * the window draws the template itself and warns on the console.
 */
class HookedTemplate extends Component<HookedTemplateProps, { failed?: boolean }> {
  readonly #box = createRef<HTMLDivElement>();

  override componentDidCatch(error: unknown): void {
    this.#warn(error);
    this.setState({ failed: true });
  }

  #warn(error: unknown): void {
    logToConsole('warn', `unable to draw the template "${this.props.part.templateType}"; its renderer threw`, error);
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

  readonly #onDrawn = () => {
    for (const { after } of this.props.hooksOf(this.props.part.templateType)) {
      try {
        after?.(this.#box.current!, this.#context());
      } catch (error) {
        this.#warn(error);
      }
    }
  };

  /** Returns the payload as changed by the `before` hooks. */
  #payload(): TemplatePayload {
    let { payload } = this.props.part;
    for (const { before } of this.props.hooksOf(this.props.part.templateType)) {
      try {
        payload = before?.(payload as UnknownTemplate, this.#context()) ?? payload;
      } catch (error) {
        this.#warn(error);
      }
    }
    return payload;
  }

  render({ part, ...props }: HookedTemplateProps): VNode {
    const payload = this.#payload();
    const partProps = { ...props, part: { ...part, payload }, onDrawn: this.#onDrawn };
    const render = !this.state.failed && props.hooksOf(part.templateType).findLast((hooks) => hooks.render)?.render;
    return (
      <div class="template" ref={this.#box}>
        {render ? (
          <DrawnByHost {...partProps} render={render} context={this.#context()} />
        ) : (
          <PartView {...partProps} />
        )}
      </div>
    );
  }
}

interface DrawnByHostProps extends HookedTemplateProps {
  render: TemplateRender;
  context: TemplateContext;
}

/** A separate component, because Preact reports an error to the component above the one that threw. */
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
