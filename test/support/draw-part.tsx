import { h, render } from 'preact';
import type { ChatMessage } from '../../src/conversation/chat-message.js';
import { toWire } from '../../src/emulator/bot-runtime/wire-items.js';
import type { MessageComponent } from '../../src/protocol/component.js';
import { unwrap } from '../../src/protocol/unwrap.js';
import { createI18n, type I18n } from '../../src/widget/i18n/i18n.js';
import { PartView } from '../../src/widget/templates/PartView.js';
import { componentChunk, templateChunk } from '../../src/widget/templates/template-table.js';
import { FakeChatClient, message } from './fake-chat-client.js';

/** The part that the client makes of what a bot sends. */
export function partOf(content: object): MessageComponent {
  const [part] = unwrap(toWire(content as Parameters<typeof toWire>[0]).items).components;
  if (!part) throw new Error('unable to draw the sample; the client finds no part in it');
  return part;
}

/** Loads what draws the part, so that it is drawn at once. */
export async function loadChunk(part: MessageComponent): Promise<void> {
  await (part.type === 'template' ? templateChunk(part.templateType) : componentChunk(part.type))?.load();
}

/** A part of a message in a shadow root of the page, drawn by the window's own component. */
export function drawPart(
  part: MessageComponent,
  text = '',
  later: readonly ChatMessage[] = [],
  i18n: I18n = createI18n(),
  /** Puts beside it what a window has there. */
  loadComposer: (root: ShadowRoot) => void = () => {},
) {
  const client = new FakeChatClient();
  const about = message(text, { components: [part] });
  client.receive(about, ...later);
  const host = document.createElement('div');
  document.body.append(host);
  const root = host.attachShadow({ mode: 'open' });
  const box = document.createElement('div');
  root.append(box);
  loadComposer(root);
  const send = (input: Parameters<FakeChatClient['send']>[0]) => void client.send(input).catch(() => {});
  render(h(PartView, { part, message: about, i18n, client, onSend: send }), box);
  return {
    box,
    client,
    /** Ends it, as leaving the list does. */
    remove() {
      render(null, box);
      host.remove();
    },
  };
}
