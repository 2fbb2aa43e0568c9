import { createChatClient } from 'xo-rtm';
import { type ChatHandle, mountChat, registerTemplate } from 'xo-rtm/widget';

/** A page as a user would write it. It is compiled, never run. */
const bot = { name: 'Travel', id: 'st-1' };

const easy: ChatHandle = mountChat({ apiUrl: 'https://bots.example.com', bot, jwtUrl: '/jwt' });
easy.open();
easy.close();
easy.destroy();

const client = createChatClient({ apiUrl: 'https://bots.example.com', bot, getJwt: () => 'a.b.c' });
const own = mountChat({ target: document.body, client });
console.log(own.client.messages.length);

registerTemplate('seat_map', () => document.createElement('b'));
registerTemplate('button', (payload, { h, send }) => {
  const text: string | undefined = payload.text;
  return h('button', { onClick: () => send('yes') }, text);
});

const element = document.querySelector('xo-chat');
element?.remove();
