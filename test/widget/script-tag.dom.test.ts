import { beforeAll, describe, expect, it, vi } from 'vitest';

const page = () => (globalThis as unknown as { XoChat: Record<string, unknown> }).XoChat;

beforeAll(async () => {
  const script = document.createElement('script');
  script.setAttribute('src', 'https://cdn.example/rtm/xo-chat.js');
  Object.defineProperty(Document.prototype, 'currentScript', { configurable: true, get: () => script });
  // Declared by the build, tools/support/lazy-chunks.mjs.
  vi.stubGlobal('__XO_PARTS__', '');
  await import('../../src/script-tag.js');
});

describe('the script tag', () => {
  it('defines one global', () => {
    expect(Object.keys(page()).sort()).toEqual([
      'allow',
      'base',
      'createChatClient',
      'forget',
      'mountChat',
      'registerCatalogue',
      'registerTemplate',
      'version',
    ]);
    expect(page().version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('defines the element without further code', () => {
    expect(customElements.get('xo-chat')).toBeDefined();
  });

  it('loads its parts from the folder next to it, or from data-base', () => {
    expect(Reflect.get(globalThis, '__XO_PARTS__')).toBe('https://cdn.example/rtm/xo-chat/');
    page().base = 'https://other.example';
    expect(Reflect.get(globalThis, '__XO_PARTS__')).toBe('https://other.example/xo-chat/');
  });
});
