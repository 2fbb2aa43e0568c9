import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MessageComponent } from '../../../../src/protocol/component.js';
import { drawPart, loadChunk } from '../../../support/draw-part.js';

const URL_OF_FILE = 'https://files.example/2026/annual%20report.pdf?key=1';

beforeAll(() => loadChunk({ type: 'file', url: URL_OF_FILE }));
afterEach(() => document.body.replaceChildren());

function draw(part: MessageComponent) {
  const { box } = drawPart(part);
  const link = box.querySelector('a');
  return { box, link, texts: [...box.querySelectorAll('bdi, .download-about > span')].map((node) => node.textContent) };
}

describe('a file that was received', () => {
  it.each(['document', 'file'] as const)('is a download link: %s', (type) => {
    const { link, texts } = draw({ type, url: URL_OF_FILE, name: 'Report.pdf' });
    expect(texts).toEqual(['Report.pdf', 'Download']);
    expect(link?.href).toBe(URL_OF_FILE);
    expect(link?.download).toBe('Report.pdf');
    // Opens in a new tab without an opener.
    expect([link?.target, link?.rel]).toEqual(['_blank', 'noopener noreferrer']);
  });

  it('is labelled with the end of its address if it has no name', () => {
    expect(draw({ type: 'file', url: URL_OF_FILE }).texts).toEqual(['annual report.pdf', 'Download']);
    expect(draw({ type: 'file', url: 'https://files.example/50%' }).texts).toEqual(['50%', 'Download']);
  });

  it('shows its size if it is known', () => {
    const file = { type: 'attachment', fileId: 'f1', fileName: 'a.txt', fileType: 'attachment' } as const;
    expect(draw({ ...file, url: URL_OF_FILE, size: 1.5 }).texts).toEqual(['a.txt', 'Download · 1.6 MB']);
    expect(draw({ ...file, size: 0.01 }).texts).toEqual(['a.txt', '11 kB']);
    expect(draw({ ...file, url: URL_OF_FILE, size: -1 }).texts).toEqual(['a.txt', 'Download']);
  });

  it('is plain text if its address is not safe', () => {
    const { link, texts } = draw({ type: 'file', url: 'javascript:alert(1)', name: 'Report.pdf' });
    expect([link, texts]).toEqual([null, ['Report.pdf']]);
  });

  it('has a label without characters that change the text direction', () => {
    const { link } = draw({ type: 'file', url: URL_OF_FILE, name: 'invoice\u202efdp.exe' });
    expect([link?.download, link?.querySelector('bdi')?.textContent]).toEqual(['invoicefdp.exe', 'invoicefdp.exe']);
  });
});

it('draws a page as a link without download', () => {
  const { link } = draw({ type: 'link', url: 'https://example.com/help', name: 'Help' });
  expect([link?.textContent, link?.hasAttribute('download')]).toEqual(['Help', false]);
});
