import { describe, expect, it, vi } from 'vitest';
import { createLightRequest } from '../../src/server/light-request.js';

function setUp() {
  const headers = vi.fn(() => new Headers({ cookie: 'session=jane', origin: 'https://shop.example' }));
  let leave = () => {};
  const onClose = vi.fn((callback: () => void) => {
    leave = callback;
  });
  const request = createLightRequest({ method: 'POST', url: 'https://api.shop.example/token?x=1', headers, onClose });
  return { request, headers, onClose, leave: () => leave() };
}

const whole = () =>
  new Request('https://api.shop.example/token?x=1', {
    method: 'POST',
    headers: { cookie: 'session=jane', origin: 'https://shop.example' },
  });

describe('a light request', () => {
  it('creates its members when they are read, and once', () => {
    const { request, headers, onClose } = setUp();
    expect([request.method, request.url, request.body, request.bodyUsed]).toEqual([
      'POST',
      'https://api.shop.example/token?x=1',
      null,
      false,
    ]);
    expect(headers).not.toHaveBeenCalled();
    expect(request.headers).toBe(request.headers);
    expect(request.headers.get('cookie')).toBe('session=jane');
    expect(headers).toHaveBeenCalledOnce();
    expect(onClose).not.toHaveBeenCalled();
    expect(request.signal).toBe(request.signal);
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('has every member that a Request of the runtime has', async () => {
    const { request } = setUp();
    expect(request).toBeInstanceOf(Request);
    const names = Object.getOwnPropertyNames(Request.prototype).filter((name) => name !== 'constructor');
    for (const name of names) {
      const [light, real] = [Reflect.get(request, name), Reflect.get(whole(), name)];
      if (typeof real === 'function') expect(typeof light, name).toBe('function');
      else if (!['headers', 'signal'].includes(name)) expect(light, name).toEqual(real);
    }
    expect(await request.text()).toBe('');
    expect((await request.arrayBuffer()).byteLength).toBe(0);
    expect((await request.blob()).size).toBe(0);
    await expect(request.json()).rejects.toThrow(SyntaxError);
    await expect(request.formData()).rejects.toThrow(TypeError);
    // A Request without a body is never consumed either.
    expect(await request.text()).toBe('');
  });

  it('becomes a Request of the runtime by clone(), with its headers and its signal', () => {
    const { request, leave } = setUp();
    const real = new Request(request.clone());
    expect([real.method, real.url, real.headers.get('origin')]).toEqual(['POST', request.url, 'https://shop.example']);
    leave();
    expect([real.signal.aborted, request.signal.aborted]).toEqual([true, true]);
  });
});
