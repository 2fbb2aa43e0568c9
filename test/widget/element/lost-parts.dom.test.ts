import { afterEach, expect, it, vi } from 'vitest';
import { openChat } from '../../support/chat-page.js';
import { message } from '../../support/fake-chat-client.js';

/** On an offline page no part can be loaded, and each attempt fails at once. */
const attempts = vi.hoisted(() => ({ banner: 0, media: 0 }));

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));
vi.mock('../../../src/widget/window/ConnectionBanner.js', () => {
  attempts.banner++;
  throw new TypeError('Failed to fetch dynamically imported module');
});
vi.mock('../../../src/widget/ui/remote-media.js', () => {
  attempts.media++;
  throw new TypeError('Failed to fetch dynamically imported module');
});

afterEach(() => document.body.replaceChildren());

/** Many turns of the event loop: an endless chain of renders and loads would use all of them. */
async function manyTurns(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
}

it('does not request a banner that fails to load over and over', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { begin, client, find } = await openChat();
  await begin();
  client.set({ state: { status: 'offline' } });
  await manyTurns();
  expect(attempts.banner).toBeGreaterThan(0);
  expect(attempts.banner).toBeLessThan(5);
  expect(find('.connection')?.textContent).toBe('Not connected');
});

it('does not request the media button over and over when it fails to load', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { begin, client, find } = await openChat({ features: { images: 'ask' } });
  await begin();
  client.receive(message('', { components: [{ type: 'image', url: 'https://a.example/p.png', name: 'A map' }] }));
  await manyTurns();
  expect(attempts.media).toBeGreaterThan(0);
  expect(attempts.media).toBeLessThan(8);
  expect(find('.missing')?.textContent).toBe('A map');
});
