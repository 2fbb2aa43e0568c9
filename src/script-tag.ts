import { defineXoChat } from './widget/index.js';
import { lendPreact } from './widget/lend-preact.js';

export { createChatClient } from './client/index.js';
export { mountChat, registerCatalogue, registerTemplate } from './widget/index.js';

declare const __XO_RTM_VERSION__: string;

/** Version of the package this file was built from. */
export const version: string = __XO_RTM_VERSION__;

lendPreact();
// Whoever loads the file by a script tag wants `<xo-chat>` to work without a line of script.
defineXoChat();
