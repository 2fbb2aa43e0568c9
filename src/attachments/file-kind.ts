import type { Attachment } from '../protocol/outbound.js';

/** File types by extension, as the platform's own client assigns them (docs/protocol.md §1.10). */
const KINDS: Readonly<Record<string, Attachment['fileType']>> = {
  ...kind('image', 'png jpg jpeg gif'),
  ...kind('video', 'mp4 mov 3gp flv'),
  ...kind('audio', 'm4a amr wav aac mp3'),
};

/** Documents that are accepted by default, in addition to images, audio and video. */
const DOCUMENTS = 'pdf doc docx xls xlsx ppt pptx odt ods odp rtf txt csv json xml zip webp heic svg log md';

/** All file extensions that are accepted by default, in the format of `<input accept>`. */
export const DEFAULT_ACCEPT = [...Object.keys(KINDS), ...DOCUMENTS.split(' ')]
  .map((extension) => `.${extension}`)
  .join(',');

function kind(fileType: Attachment['fileType'], extensions: string): Record<string, Attachment['fileType']> {
  return Object.fromEntries(extensions.split(' ').map((extension) => [extension, fileType]));
}

/** Returns `jpg` for `Photo.JPG`. A name without an extension, as of a pasted picture, falls back to the media type. */
export function extensionOf({ name, type }: Pick<File, 'name' | 'type'>): string {
  return (/\.(\w+)$/.exec(name)?.[1] ?? /^[\w.-]+\/(\w+)/.exec(type)?.[1] ?? 'bin').toLowerCase();
}

export function fileTypeOf(file: Pick<File, 'name' | 'type'>): Attachment['fileType'] {
  const extension = extensionOf(file);
  return Object.hasOwn(KINDS, extension) ? KINDS[extension]! : 'attachment';
}
