import { Component, type ComponentChildren, h, type VNode } from 'preact';
import type { ChatMessage } from '../../conversation/chat-message.js';
import { consoleLogger } from '../../lib/logger.js';
import type { TemplatePayload, UnknownTemplate } from '../../protocol/templates/index.js';
import { DomNode } from './DomNode.js';
import { Readable, type ReadableProps } from './Readable.js';
import { registeredTemplate, type VnodeFactory } from './registry.js';

export interface TemplatePartProps extends ReadableProps {
  payload: TemplatePayload;
  message: ChatMessage;
}

/** A template: drawn by the host where it has registered a renderer, else readably. A renderer that throws hurts nobody. */
export class TemplatePart extends Component<TemplatePartProps, { failed?: boolean }> {
  override componentDidCatch(error: unknown): void {
    consoleLogger('warn', `unable to draw the template "${this.props.templateType}"; its renderer threw`, error);
    this.setState({ failed: true });
  }

  render(props: TemplatePartProps): VNode {
    // A component of its own: Preact gives an error to the component above the one whose elements could not be made.
    return this.state.failed ? <Readable {...props} /> : <DrawnByHost {...props} />;
  }
}

function DrawnByHost(props: TemplatePartProps): VNode {
  const { payload, templateType, message, onSend } = props;
  const drawn = registeredTemplate(templateType)?.(payload as UnknownTemplate, {
    h: h as unknown as VnodeFactory,
    message,
    send: (input) => onSend(typeof input === 'string' ? { text: input } : input),
  });
  if (drawn === undefined) return <Readable {...props} />;
  return (
    <div class="custom" part="template">
      {drawn instanceof Node ? <DomNode node={drawn} /> : (drawn as ComponentChildren)}
    </div>
  );
}
