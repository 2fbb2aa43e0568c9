import { h, render } from 'preact';
import type { ChatMessage } from '../../src/conversation/chat-message.js';
import { toWire } from '../../src/emulator/bot-runtime/wire-items.js';
import type { MessageComponent } from '../../src/protocol/component.js';
import { unwrap } from '../../src/protocol/unwrap.js';
import { createI18n, type I18n } from '../../src/widget/i18n/i18n.js';
import { PartView } from '../../src/widget/templates/PartView.js';
import { componentChunk, templateChunk } from '../../src/widget/templates/template-table.js';
import { FakeChatClient, message } from './fake-chat-client.js';

/** Returns the part that the client parses from what a bot sends. */
export function partOf(content: object): MessageComponent {
  const [part] = unwrap(toWire(content as Parameters<typeof toWire>[0]).items).components;
  if (!part) throw new Error('unable to draw the sample; the client finds no part in it');
  return part;
}

/** Loads the chunk that renders the part, so that the part is rendered at once. */
export async function loadChunk(part: MessageComponent): Promise<void> {
  await (part.type === 'template' ? templateChunk(part.templateType) : componentChunk(part.type))?.load();
}

/** Renders a part of a message in a shadow root of the page, with the window's own component. */
export function drawPart(
  part: MessageComponent,
  text = '',
  later: readonly ChatMessage[] = [],
  i18n: I18n = createI18n(),
  /** Adds other elements of a window to the same shadow root. */
  addSiblings: (root: ShadowRoot) => void = () => {},
) {
  const client = new FakeChatClient();
  const about = message(text, { components: [part] });
  client.receive(about, ...later);
  const host = document.createElement('div');
  document.body.append(host);
  const root = host.attachShadow({ mode: 'open' });
  const box = document.createElement('div');
  root.append(box);
  addSiblings(root);
  const send = (input: Parameters<FakeChatClient['send']>[0]) => void client.send(input).catch(() => {});
  render(h(PartView, { part, message: about, i18n, client, onSend: send }), box);
  return {
    box,
    client,
    /** Unmounts the part, as happens when it leaves the list. */
    remove() {
      render(null, box);
      host.remove();
    },
  };
}
