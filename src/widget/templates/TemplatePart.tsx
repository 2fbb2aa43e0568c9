import { Component, type ComponentChildren, h } from 'preact';
import type { ChatMessage } from '../../conversation/chat-message.js';
import { consoleLogger } from '../../lib/logger.js';
import type { TemplatePayload, UnknownTemplate } from '../../protocol/templates/index.js';
import { DomNode } from './DomNode.js';
import { Readable, type ReadableProps } from './Readable.js';
import { registeredTemplate, type TemplateChild, type VnodeFactory } from './registry.js';

export interface TemplatePartProps extends ReadableProps {
  payload: TemplatePayload;
  message: ChatMessage;
}

/** A template: drawn by the host where it has registered a renderer, else readably. A renderer that throws hurts nobody. */
export class TemplatePart extends Component<TemplatePartProps, { failed?: boolean }> {
  override componentDidCatch(error: unknown): void {
    this.#complain(error);
    this.setState({ failed: true });
  }

  render(props: TemplatePartProps): ComponentChildren {
    const drawn = this.state.failed ? undefined : this.#drawByHost(props);
    if (drawn === undefined) return <Readable {...props} />;
    return (
      <div class="custom" part="template">
        {drawn instanceof Node ? <DomNode node={drawn} /> : (drawn as ComponentChildren)}
      </div>
    );
  }

  #drawByHost({ payload, templateType, message, onSend }: TemplatePartProps): TemplateChild | Node {
    const render = registeredTemplate(templateType);
    if (!render) return undefined;
    try {
      return render(payload as UnknownTemplate, {
        h: h as unknown as VnodeFactory,
        message,
        send: (input) => onSend(typeof input === 'string' ? { text: input } : input),
      });
    } catch (error) {
      this.#complain(error);
      return undefined;
    }
  }

  #complain(error: unknown): void {
    consoleLogger('warn', `unable to draw the template "${this.props.templateType}"; its renderer threw`, error);
  }
}
