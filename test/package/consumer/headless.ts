import {
  type ChatClient,
  type ChatClientOptions,
  type ChatMessage,
  ConnectionError,
  createChatClient,
  type Delivery,
  DeliveryError,
  isXoError,
  type MessageComponent,
  TokenError,
} from 'xo-rtm';
import { createUploads, type Uploads } from 'xo-rtm/attachments';
import { isTemplate, parseTemplate } from 'xo-rtm/templates';

/** A program as a user would write it, without a page. It is compiled, never run. */
const endpoint: ChatClientOptions = {
  apiUrl: 'https://bots.example.com',
  bot: { name: 'Travel', id: 'st-1' },
  jwtUrl: 'https://example.com/jwt',
  jwtCredentials: 'include',
};
console.log(endpoint);

const options: ChatClientOptions = {
  apiUrl: 'https://bots.example.com',
  bot: { name: 'Travel', id: 'st-1', customData: { lang: 'en' } },
  getJwt: async ({ reason, signal }) => {
    const why: 'initial' | 'expired' | 'rejected' = reason;
    const answer = await fetch(`https://example.com/jwt?why=${why}`, { signal });
    return answer.text();
  },
};

declare module 'xo-rtm' {
  interface CustomTemplates {
    weather: { template_type: 'weather'; degrees: number };
  }
  interface CustomData {
    plan?: 'free' | 'business';
  }
}

/** Templates and data of one's own are typed. */
export function describePart(part: MessageComponent): string {
  if (part.type !== 'template') return part.type;
  if (isTemplate(part.payload, 'weather')) return part.payload.degrees.toFixed();
  const template = parseTemplate(part.payload);
  return template?.template_type === 'button' ? template.buttons.map(({ title }) => title).join() : 'other';
}

export function sendPlan(client: ChatClient): void {
  void client.send({ text: 'Hello', customData: { plan: 'business', other: 1 } });
  // @ts-expect-error: the field is declared with other values.
  void client.send({ text: 'Hello', customData: { plan: 'none' } });
}

export async function sendFile(client: ChatClient, file: File): Promise<void> {
  const uploads: Uploads = createUploads(client, { maxBytes: 1_000_000 });
  for (const { why } of uploads.add(file)) console.log(why);
  if (uploads.isComplete) await client.send({ attachments: uploads.take() });
}

export async function chat(stop: AbortSignal): Promise<ChatMessage | undefined> {
  const client: ChatClient = createChatClient(options);
  const off: () => void = client.on('message', (message) => {
    const author: 'user' | 'bot' | 'agent' | 'system' = message.from;
    const at: number = message.createdAt;
    console.log(author, at, message.text);
  });
  client.once('ack', (frame) => console.log(frame.type));
  client.on('error', (error) => console.log(error.code, error.retryable, error.hint));
  try {
    await client.connect({ signal: stop });
    const delivery: Delivery = await client.send({ text: 'Hello', payload: { a: 1 } }, { signal: stop });
    console.log(delivery.id);
    const { messages, hasMore, total } = await client.loadHistory({ limit: 20 });
    console.log(messages.length, hasMore, total.toFixed());
    if (client.state.status === 'waiting') console.log(client.state.retryAt.toFixed());
    await client.closeSession();
  } catch (error) {
    if (error instanceof DeliveryError) console.log(error.code);
    if (error instanceof ConnectionError) console.log(error.closeCode);
    if (error instanceof TokenError || isXoError(error)) console.log(error.hint);
  } finally {
    off();
    await client.disconnect();
  }
  const unsubscribe: () => void = client.subscribe(() => console.log(client.messages.length));
  unsubscribe();
  return client.messages[0];
}
