import { createChatClient, forget } from '../../client/index.js';
import { ConfigError } from '../../errors/index.js';
import { type ChatHandle, mountChat } from '../element/mount-chat.js';
import { defineXoChat } from '../element/xo-chat-element.js';
import { registerCatalogue } from '../i18n/catalogues.js';
import { setRemedy } from '../lib/report-load-failure.js';
import { sharePreact } from '../lib/share-preact.js';
import type { MountOptions } from '../store/chat-options.js';
import { allow } from '../store/platform-pins.js';
import { registerTemplate } from '../templates/registry.js';
import { startScript } from './start-script.js';

declare const __XO_RTM_VERSION__: string;

/** A script that contains the whole chat. */
export interface WholeScript {
  readonly file: string;
  /** Folder of the parts that load later, with a trailing slash. @default none: everything is in the file */
  readonly folder?: string;
  /** Called before the first part loads. */
  setAddress?(address: string): void;
}

/**
 * Starts a script that contains the whole chat. Defines `<xo-chat>`, because a page that loads it with a script tag
 * expects the element to work without further code.
 */
export function startWholeScript({ setAddress, ...names }: WholeScript): void {
  let isPlaced = !names.folder;
  const chat = {
    allow,
    createChatClient,
    defineXoChat() {
      sharePreact();
      defineXoChat();
    },
    mountChat(options: MountOptions): ChatHandle {
      if (isPlaced) return mountChat(options);
      throw new ConfigError('XO_CONFIG_INVALID', 'unable to mount the chat; XoChat.base is not set');
    },
    forget,
    registerCatalogue,
    registerTemplate,
  };
  const { defineXoChat: onStart, ...api } = chat;
  startScript({
    ...names,
    version: __XO_RTM_VERSION__,
    api,
    chat,
    allow,
    onAddress(address, remedy) {
      isPlaced = true;
      setAddress?.(address);
      setRemedy(remedy);
    },
    onStart,
  });
}
