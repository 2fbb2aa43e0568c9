import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MessageComponent } from '../../../../src/protocol/component.js';
import { drawPart, loadChunk } from '../../../support/draw-part.js';

const URL_OF_FILE = 'https://files.example/2026/annual%20report.pdf?key=1';

beforeAll(() => loadChunk({ type: 'file', url: URL_OF_FILE }));
afterEach(() => document.body.replaceChildren());

function draw(part: MessageComponent) {
  const { box } = drawPart(part);
  const link = box.querySelector('a');
  return { box, link, words: [...box.querySelectorAll('bdi, .download-about > span')].map((node) => node.textContent) };
}

describe('a file that was received', () => {
  it.each(['document', 'file'] as const)('is for download: %s', (type) => {
    const { link, words } = draw({ type, url: URL_OF_FILE, name: 'Report.pdf' });
    expect(words).toEqual(['Report.pdf', 'Download']);
    expect(link?.href).toBe(URL_OF_FILE);
    expect(link?.download).toBe('Report.pdf');
    // The page stays where it is, and the other has no way back to it.
    expect([link?.target, link?.rel]).toEqual(['_blank', 'noopener noreferrer']);
  });

  it('is called by the end of its address where it has no name', () => {
    expect(draw({ type: 'file', url: URL_OF_FILE }).words).toEqual(['annual report.pdf', 'Download']);
    expect(draw({ type: 'file', url: 'https://files.example/50%' }).words).toEqual(['50%', 'Download']);
  });

  it('says its size where it is known', () => {
    const file = { type: 'attachment', fileId: 'f1', fileName: 'a.txt', fileType: 'attachment' } as const;
    expect(draw({ ...file, url: URL_OF_FILE, size: 1.5 }).words).toEqual(['a.txt', 'Download · 1.6 MB']);
    expect(draw({ ...file, size: 0.01 }).words).toEqual(['a.txt', '11 kB']);
    expect(draw({ ...file, url: URL_OF_FILE, size: -1 }).words).toEqual(['a.txt', 'Download']);
  });

  it('is words alone where its address is not safe', () => {
    const { link, words } = draw({ type: 'file', url: 'javascript:alert(1)', name: 'Report.pdf' });
    expect([link, words]).toEqual([null, ['Report.pdf']]);
  });

  it('does not pretend to be of another kind', () => {
    const { link } = draw({ type: 'file', url: URL_OF_FILE, name: 'invoice\u202efdp.exe' });
    expect([link?.download, link?.querySelector('bdi')?.textContent]).toEqual(['invoicefdp.exe', 'invoicefdp.exe']);
  });
});

it('a page is a link, and not for download', () => {
  const { link } = draw({ type: 'link', url: 'https://example.com/help', name: 'Help' });
  expect([link?.textContent, link?.hasAttribute('download')]).toEqual(['Help', false]);
});
