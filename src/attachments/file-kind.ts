import type { Attachment } from '../protocol/outbound.js';

/** By the end of the name, as the platform's own client tells them apart (protocol.md §1.10). */
const KINDS: Readonly<Record<string, Attachment['fileType']>> = {
  ...kind('image', 'png jpg jpeg gif'),
  ...kind('video', 'mp4 mov 3gp flv'),
  ...kind('audio', 'm4a amr wav aac mp3'),
};

/** What is taken beside pictures, sound and films, where nothing else is said. */
const DOCUMENTS = 'pdf doc docx xls xlsx ppt pptx odt ods odp rtf txt csv json xml zip webp heic svg log md';

/** Every kind of file that is taken where nothing else is said, as for the `accept` of a file field. */
export const DEFAULT_ACCEPT = [...Object.keys(KINDS), ...DOCUMENTS.split(' ')].map((end) => `.${end}`).join(',');

function kind(fileType: Attachment['fileType'], ends: string): Record<string, Attachment['fileType']> {
  return Object.fromEntries(ends.split(' ').map((end) => [end, fileType]));
}

/** `jpg` of `Photo.JPG`. Of a name without an end (a pasted picture may have none) the media type tells. */
export function extensionOf({ name, type }: Pick<File, 'name' | 'type'>): string {
  return (/\.(\w+)$/.exec(name)?.[1] ?? /^[\w.-]+\/(\w+)/.exec(type)?.[1] ?? 'bin').toLowerCase();
}

export function fileTypeOf(file: Pick<File, 'name' | 'type'>): Attachment['fileType'] {
  const extension = extensionOf(file);
  return Object.hasOwn(KINDS, extension) ? KINDS[extension]! : 'attachment';
}
