import type { VNode } from 'preact';
import type { UploadItem, UploadList } from '../../attachments/upload-list.js';
import type { ComposerStrings } from '../i18n/composer-strings.js';
import { fileSize } from '../lib/file-size.js';
import { ToolButton } from '../ui/ToolButton.js';
import { Thumbnail } from './Thumbnail.js';

export interface FileTrayProps {
  uploads: UploadList;
  /** Items of `uploads`. A new array after each change. */
  items: readonly UploadItem[];
  online: boolean;
  strings: ComposerStrings;
  language: string;
}

/** The files of the unsent message, with their state and actions. */
export function FileTray({ uploads, items, online, strings, language }: FileTrayProps): VNode | null {
  if (items.length === 0) return null;
  return (
    <ul class="files" part="files" aria-label={strings.files}>
      {items.map((item) => {
        const { id, file, state } = item;
        const { name, size } = file;
        const failed = state.status === 'failed';
        return (
          <li key={id} class={failed ? 'file bad' : 'file'} part="file">
            <Thumbnail file={file} />
            <span class="about">
              <bdi class="name">{name}</bdi>
              <span class="state">{stateText(item, online, strings, fileSize(size, language))}</span>
              {state.status === 'uploading' && (
                <progress max={1} value={state.share} aria-label={strings.uploading(name)} />
              )}
            </span>
            {failed && state.why === 'failed' && (
              <ToolButton small icon="retry" label={strings.retryFile(name)} onClick={() => uploads.retry(id)} />
            )}
            <ToolButton small icon="remove" label={strings.removeFile(name)} onClick={() => uploads.remove(id)} />
          </li>
        );
      })}
    </ul>
  );
}

function stateText({ state }: UploadItem, online: boolean, strings: ComposerStrings, size: string): string {
  switch (state.status) {
    case 'waiting':
      return online ? strings.waiting : strings.waitingForNetwork;
    case 'uploading':
      return online ? size : strings.waitingForNetwork;
    case 'done':
      return size;
    case 'failed':
      return state.why === 'vanished' ? strings.vanished : strings.uploadFailed;
    default:
      return state satisfies never;
  }
}
