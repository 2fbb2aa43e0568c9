import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { useChat, useChatState, XoChat } from '../../src/react/index.js';

const BOT = { name: 'Demo', id: 'st-1' };

describe('xo-rtm/react on a server', () => {
  it('renders no chat', () => {
    expect('document' in globalThis).toBe(false);
    const chat = createElement(XoChat, { apiUrl: 'https://a.example', bot: BOT, jwtUrl: '/token', open: true });
    expect(renderToString(createElement('main', null, chat))).toBe('<main></main>');
  });

  it('renders components with an idle client', () => {
    const Messages = () => {
      const client = useChat({ apiUrl: 'https://a.example', bot: BOT, getJwt: () => 'a.b.c' });
      const { state, messages } = useChatState(client);
      return createElement('p', null, `${state.status}, ${messages.length}`);
    };
    expect(renderToString(createElement(Messages))).toBe('<p>idle, 0</p>');
  });

  it('throws for invalid options', () => {
    const Wrong = () => {
      useChat({ apiUrl: 'https://a.example', bot: BOT } as never);
      return null;
    };
    expect(() => renderToString(createElement(Wrong))).toThrow('getJwt or jwtUrl must be given');
  });
});
