import { describe, expect, it } from 'vitest';
import * as XoChat from '../../src/script-tag.js';
import { XoChatElement } from '../../src/widget/index.js';

describe('the script tag', () => {
  it('exports the global, and nothing beside it', () => {
    expect(Object.keys(XoChat).sort()).toEqual([
      'createChatClient',
      'mountChat',
      'registerCatalogue',
      'registerTemplate',
      'version',
    ]);
    expect(XoChat.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('makes the element work without a line of script', () => {
    expect(customElements.get('xo-chat')).toBe(XoChatElement);
  });
});
