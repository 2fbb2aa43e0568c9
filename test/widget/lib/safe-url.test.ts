import { describe, expect, it } from 'vitest';
import { linkText } from '../../../src/widget/lib/link-text.js';
import { safeImageUrl, safeUrl } from '../../../src/widget/lib/safe-url.js';

describe('safeUrl', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['HTTP://EXAMPLE.com', 'http://example.com/'],
    ['mailto:a@example.com', 'mailto:a@example.com'],
    ['tel:+4912345', 'tel:+4912345'],
    ['  https://example.com ', 'https://example.com/'],
    ['www.example.com/x', 'https://www.example.com/x'],
    ['example.com:8080/path', 'https://example.com:8080/path'],
  ])('accepts %j', (given, safe) => {
    expect(safeUrl(given)).toBe(safe);
  });

  it.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'JaVaScRiPt:alert(1)//https://example.com',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://example.com/1',
    'file:///etc/passwd',
    '/relative',
    '//example.com/protocol-relative',
    '#here',
    'just words',
    'https://www.bank.example@evil.test/',
    'https://www.bank.example%2f@evil.test/',
    'https://www.bank.example:443@evil.test',
    'https://user:secret@example.com/',
    'https:user@example.com',
    'https:\\\\user@example.com',
    '//user:secret@example.com',
    'user:secret@example.com',
    'www.bank.example@evil.test',
    '',
    undefined,
    { toString: () => 'https://example.com' },
  ])('stops %j', (given) => {
    expect(safeUrl(given)).toBeUndefined();
  });
});

describe('safeImageUrl', () => {
  it('accepts pictures from the web', () => {
    expect(safeImageUrl('https://example.com/a.png')).toBe('https://example.com/a.png');
  });

  it.each([
    'data:image/svg+xml,<svg/>',
    'data:image/png;base64,AAAA',
    'blob:https://example.com/1',
    'https://user:secret@example.com/a.png',
    'javascript:1',
    'a.png',
    7,
  ])('stops %j', (given) => {
    expect(safeImageUrl(given)).toBeUndefined();
  });
});

describe('linkText', () => {
  it.each([
    ['https://bank.example', 'https://evil.test/', 'evil.test'],
    ['bank.example', 'https://evil.test/', 'evil.test'],
    ['bank.example/login', 'https://evil.test/', 'evil.test'],
    ['bank.example:8443', 'https://evil.test/', 'evil.test'],
    ['www.bank.example', 'https://evil.test/', 'evil.test'],
    ['Go to https://bank.example now', 'https://evil.test/', 'evil.test'],
    ['//bank.example', 'https://evil.test/', 'evil.test'],
    ['https://evil.test or https://bank.example', 'https://evil.test/', 'evil.test'],
    ['https://bank.example', 'https://bank.example.evil.test/', 'bank.example.evil.test'],
    ['https://bank.example', 'https://evil.test/bank.example', 'evil.test'],
    // Looks like apple.com, but all letters are Cyrillic.
    [
      'https://\u0430\u0440\u0440\u04cf\u0435.com/',
      'https://\u0430\u0440\u0440\u04cf\u0435.com/',
      'xn--80ak6aa92e.com',
    ],
    // One Cyrillic letter among Latin letters.
    ['https://b\u0430nk.example', 'https://b\u0430nk.example', 'xn--bnk-6cd.example'],
    // Greek letters, and Latin letters that look like others.
    ['https://\u03b1pple.com', 'https://\u03b1pple.com', 'xn--pple-zld.com'],
    ['https://\u0261oogle.com', 'https://\u0261oogle.com', 'xn--oogle-qmc.com'],
    ['https://%65vil.test', 'https://evil.test/', 'evil.test'],
    ['https://0x7f000001/', 'https://127.0.0.1/', '127.0.0.1'],
    ['https://@evil.test/', 'https://evil.test/', 'evil.test'],
  ])('appends the host to %j for a link to %j', (text, address, host) => {
    expect(linkText(text, new URL(address).href)).toBe(`${text} (${host})`);
  });

  it.each([
    ['https://example.com/a?b', 'https://example.com/a?b'],
    ['HTTPS://Example.com', 'https://example.com/'],
    ['www.example.com/x', 'https://www.example.com/x'],
    ['example.com', 'https://www.example.com/'],
    ['See https://example.com.', 'https://example.com/'],
    ['http://example.com:8080', 'http://example.com:8080/'],
    ['http://[::1]:8080/x', 'http://[::1]:8080/x'],
    ['Our bank', 'https://evil.test/'],
    ['Version 1.20', 'https://evil.test/'],
    ['report.pdf', 'https://files.example/report.pdf'],
    ['https://m\u00fcnchen.de/rathaus', 'https://m\u00fcnchen.de/rathaus'],
    [
      'https://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444',
      'https://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444',
    ],
    ['a@example.com', 'mailto:a@example.com'],
    ['tel:+491', 'tel:+491'],
  ])('leaves %j as it is', (text, address) => {
    expect(linkText(text, new URL(address).href)).toBe(text);
  });

  it('handles a long text in linear time', () => {
    const text = `${'-'.repeat(200_000)}x${'a.'.repeat(100_000)}${'https://a '.repeat(20_000)}`;
    const before = performance.now();
    linkText(text, 'https://a/');
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
