import { expect, it } from 'vitest';
import { userContent } from '../../src/protocol/user-content.js';

it('returns the unchanged text, then the files', () => {
  const file = {
    fileId: 'f1',
    fileName: 'a.png',
    fileType: 'image',
    fileUrl: 'https://files.example/a.png',
    size: 0.5,
  } as const;
  expect(userContent(' {"type":"text"} ', [file, { ...file, fileUrl: '', size: 0 }])).toEqual({
    text: ' {"type":"text"} ',
    components: [
      { type: 'text', text: ' {"type":"text"} ' },
      {
        type: 'attachment',
        fileId: 'f1',
        fileName: 'a.png',
        fileType: 'image',
        url: 'https://files.example/a.png',
        size: 0.5,
      },
      { type: 'attachment', fileId: 'f1', fileName: 'a.png', fileType: 'image' },
    ],
  });
});

it('returns no component for an empty text', () => {
  expect(userContent('')).toEqual({ text: '', components: [] });
});
