import type { VNode } from 'preact';
import type { UploadItem, UploadList } from '../../attachments/index.js';
import type { DeskWords } from '../i18n/composer-strings.js';
import { fileSize } from '../lib/file-size.js';
import { ToolButton } from '../ui/ToolButton.js';
import { Thumbnail } from './Thumbnail.js';

export interface FileTrayProps {
  uploads: UploadList;
  /** Items of `uploads`: another array when something has changed. */
  items: readonly UploadItem[];
  online: boolean;
  words: DeskWords;
  language: string;
}

/** The files of the message that is being written: how far each is, and what can be done about it. */
export function FileTray({ uploads, items, online, words, language }: FileTrayProps): VNode | null {
  if (items.length === 0) return null;
  return (
    <ul class="files" part="files" aria-label={words.files}>
      {items.map((item) => {
        const { id, file, state } = item;
        const { name, size } = file;
        const failed = state.status === 'failed';
        return (
          <li key={id} class={failed ? 'file bad' : 'file'} part="file">
            <Thumbnail file={file} />
            <span class="about">
              <bdi class="name">{name}</bdi>
              <span class="state">{stateWords(item, online, words, fileSize(size, language))}</span>
              {state.status === 'uploading' && (
                <progress max={1} value={state.share} aria-label={words.uploading(name)} />
              )}
            </span>
            {failed && state.why === 'failed' && (
              <ToolButton small icon="retry" label={words.retryFile(name)} onClick={() => uploads.retry(id)} />
            )}
            <ToolButton small icon="remove" label={words.removeFile(name)} onClick={() => uploads.remove(id)} />
          </li>
        );
      })}
    </ul>
  );
}

function stateWords({ state }: UploadItem, online: boolean, words: DeskWords, size: string): string {
  switch (state.status) {
    case 'waiting':
      return online ? words.waiting : words.waitingForNetwork;
    case 'uploading':
      return online ? size : words.waitingForNetwork;
    case 'done':
      return size;
    case 'failed':
      return state.why === 'vanished' ? words.vanished : words.uploadFailed;
    default:
      return state satisfies never;
  }
}
