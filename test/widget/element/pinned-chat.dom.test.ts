import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChatClient } from '../../support/fake-chat-client.js';

const create = vi.fn();
vi.mock('../../../src/client/index.js', () => ({ createChatClient: (options: unknown) => create(options) }));

type Widget = typeof import('../../../src/widget/index.js');
type Pins = typeof import('../../../src/widget/store/platform-pins.js');
let widget: Widget;
let allow: Pins['allow'];
let tag = 0;
let clients: FakeChatClient[];
const error = vi.spyOn(console, 'error').mockImplementation(() => {});
const fetch = vi.fn(async () => Response.json({ jwt: 'a.b.c' }));

// Each test loads its own copy of the modules, because pins and definitions cannot be undone.
beforeEach(async () => {
  vi.resetModules();
  widget = await import('../../../src/widget/index.js');
  ({ allow } = await import('../../../src/widget/store/platform-pins.js'));
  const { reflectAttributes } = await import('../../../src/widget/element/reflect-attributes.js');
  reflectAttributes(widget.XoChatElement.prototype);
  customElements.define(`pinned-chat-${++tag}`, widget.XoChatElement);
  clients = [];
  create.mockReset().mockImplementation(() => {
    clients.push(new FakeChatClient());
    return clients.at(-1);
  });
  vi.stubGlobal('fetch', fetch);
  error.mockClear();
});
afterEach(() => {
  document.body.replaceChildren();
  expect(fetch).not.toHaveBeenCalled();
});

const turn = () => new Promise((resolve) => setTimeout(resolve));
const lines = () => error.mock.calls.map(([line]) => String(line));

async function place(attributes: Record<string, string>) {
  const element = document.createElement(`pinned-chat-${tag}`) as InstanceType<Widget['XoChatElement']>;
  const all = { 'bot-name': 'Shop', 'bot-id': 'st-1', 'jwt-url': '/token', preconnect: '', ...attributes };
  for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
  document.body.append(element);
  await turn();
  return element;
}

describe('a chat on a page with pinned platforms', () => {
  it('connects to an allowed platform, and passes the list to its client', async () => {
    allow(['https://platform.example']);
    const element = await place({ 'api-url': 'https://platform.example/api/1.1' });
    expect(create.mock.calls[0]![0]).toMatchObject({ allowedPlatforms: ['https://platform.example'] });
    expect(element.client).not.toBeNull();
    expect(lines()).toEqual([]);
  });

  it('neither connects to another platform nor requests a JWT, and emits one error', async () => {
    allow(['https://platform.example']);
    const listener = vi.fn();
    document.body.addEventListener('xo-error', listener, { once: true });
    const element = await place({ 'api-url': 'https://evil.example', open: '' });
    expect(create).not.toHaveBeenCalled();
    expect(element.client).toBeNull();
    expect(lines()).toEqual([expect.stringContaining('the page is pinned to other platforms')]);
    expect(listener.mock.calls[0]![0].detail).toMatchObject({ code: 'XO_CONFIG_INVALID' });
  });

  it('cannot be allowed by attributes or options', async () => {
    allow(['https://platform.example']);
    const element = await place({
      'api-url': 'https://evil.example',
      allow: 'https://evil.example',
      'allow-insecure': '',
    });
    element.setAttribute('api-url', 'https://evil2.example');
    await turn();
    element.options = { apiUrl: 'https://evil3.example', allowedPlatforms: ['https://evil3.example'] };
    await turn();
    expect(create).not.toHaveBeenCalled();
    element.options = {
      apiUrl: 'https://platform.example',
      allowedPlatforms: ['https://platform.example', 'https://evil.example'],
    };
    await turn();
    expect(create.mock.calls[0]![0].allowedPlatforms).toEqual(['https://platform.example']);
  });

  it('ends when its platform is no longer allowed, and starts when it is', async () => {
    const element = await place({ 'api-url': 'https://evil.example' });
    expect(clients[0]!.calls.map(({ name }) => name)).toEqual(['connect']);
    allow(['https://platform.example']);
    await turn();
    expect(clients[0]!.calls.map(({ name }) => name)).toEqual(['connect', 'disconnect']);
    expect(element.client).toBeNull();
    expect(lines()).toHaveLength(1);
    allow(['https://evil.example']);
    await turn();
    expect(clients).toHaveLength(2);
    expect(lines()).toHaveLength(1);
  });

  it('leaves a value that is no list to createChatClient(), which refuses it', async () => {
    allow(['https://platform.example']);
    const element = await place({});
    element.options = { apiUrl: 'https://platform.example', allowedPlatforms: 'https://a.example' as never };
    await turn();
    expect(create.mock.calls[0]![0].allowedPlatforms).toBe('https://a.example');
  });

  it('continues when another platform is allowed, and ignores pins after it was removed', async () => {
    const element = await place({ 'api-url': 'https://platform.example' });
    allow(['https://platform.example']);
    allow(['https://other.example']);
    await turn();
    expect(clients[0]!.calls.map(({ name }) => name)).toEqual(['connect']);
    element.remove();
    await turn();
    allow(['https://third.example']);
    await turn();
    expect(clients).toHaveLength(1);
  });

  it('is not mounted for a platform that is not allowed', () => {
    allow(['https://platform.example']);
    const options = { apiUrl: 'https://evil.example', bot: { name: 'Shop', id: 'st-1' }, jwtUrl: '/token' };
    expect(() => widget.mountChat(options)).toThrow('unable to set up the chat; the page is pinned');
    expect(document.body.childElementCount).toBe(0);
    expect(create).not.toHaveBeenCalled();
  });

  it('throws for an invalid address, but applies the pins', async () => {
    expect(() => widget.defineXoChat({ allow: ['platform.example'] })).toThrow('unable to pin platforms');
    await place({ 'api-url': 'https://platform.example' });
    expect(create).not.toHaveBeenCalled();
  });
});

describe('allow-insecure', () => {
  it('is a property, is passed to the client, and starts a new conversation when changed', async () => {
    const element = await place({ 'api-url': 'http://platform.example' });
    expect(element.allowInsecure).toBe(false);
    expect(create.mock.calls[0]![0]).not.toHaveProperty('allowInsecure');
    element.allowInsecure = true;
    await turn();
    expect(element.hasAttribute('allow-insecure')).toBe(true);
    expect(create.mock.calls[1]![0]).toMatchObject({ allowInsecure: true });
  });
});
