import { describe, expect, it } from 'vitest';
import { safeImageUrl, safeUrl } from '../../../src/widget/text/safe-url.js';

describe('safeUrl', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['HTTP://EXAMPLE.com', 'http://example.com/'],
    ['mailto:a@example.com', 'mailto:a@example.com'],
    ['tel:+4912345', 'tel:+4912345'],
    ['  https://example.com ', 'https://example.com/'],
    ['www.example.com/x', 'https://www.example.com/x'],
    ['example.com:8080/path', 'https://example.com:8080/path'],
  ])('lets %j through', (given, safe) => {
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
    '',
    undefined,
    { toString: () => 'https://example.com' },
  ])('stops %j', (given) => {
    expect(safeUrl(given)).toBeUndefined();
  });
});

describe('safeImageUrl', () => {
  it('takes pictures from the web and from a picked file', () => {
    expect(safeImageUrl('https://example.com/a.png')).toBe('https://example.com/a.png');
    expect(safeImageUrl('blob:https://example.com/1')).toBe('blob:https://example.com/1');
  });

  it.each(['data:image/svg+xml,<svg/>', 'javascript:1', 'a.png', 7])('stops %j', (given) => {
    expect(safeImageUrl(given)).toBeUndefined();
  });
});
