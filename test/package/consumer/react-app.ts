import { createElement, type ReactElement } from 'react';
import { type ChatSnapshot, useChat, useChatState, XoChat } from 'xo-rtm/react';

/** An app as a user would write it. It is compiled, never run. */
const bot = { name: 'Travel', id: 'st-1' };

export function Messages(): ReactElement {
  const client = useChat({ apiUrl: 'https://bots.example.com', bot, getJwt: async () => 'a.b.c' });
  const { messages, state }: ChatSnapshot = useChatState(client);
  const count: number = useChatState(client, (snapshot) => snapshot.messages.length);
  return createElement('p', { onClick: () => void client.send('Hi') }, `${state.status} ${count}`, messages[0]?.text);
}

export const page = createElement(
  XoChat,
  {
    apiUrl: 'https://bots.example.com',
    bot,
    jwtUrl: '/jwt',
    theme: 'dark',
    ref: (element) => element?.addEventListener('xo-open', () => {}),
    onMessage: ({ text }) => console.log(text.length),
    onError: ({ hint }) => console.log(hint),
  },
  createElement('b', { slot: 'header' }, 'Travel'),
);
