import { describe, expect, it } from 'vitest';
import { isXoError } from '../../src/errors/index.js';
import { defineXoChat, mountChat, registerTemplate, XoChatElement } from '../../src/widget/index.js';

describe('xo-rtm/widget on a server', () => {
  it('is imported without a DOM', () => {
    expect('document' in globalThis).toBe(false);
    expect(XoChatElement).toBeTypeOf('function');
    expect(() => registerTemplate('server-import', () => 'x')).not.toThrow();
  });

  it('defines nothing', () => {
    defineXoChat();
    expect('customElements' in globalThis).toBe(false);
  });

  it('throws from mountChat() without a document', () => {
    try {
      mountChat({ apiUrl: 'https://a.example', bot: { name: 'Bot', id: 'st-1' }, jwtUrl: '/token' });
      expect.unreachable();
    } catch (error) {
      expect(isXoError(error) && error.code).toBe('XO_CONFIG_ENVIRONMENT');
    }
  });
});
