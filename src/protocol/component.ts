import type { TemplatePayload } from './templates/index.js';

/**
 * One part of a message, after unwrapping (protocol.md §4.2): what a window renders.
 * Unknown kinds keep their type and payload, so that a host can render what this version does not know.
 */
export type MessageComponent =
  | { type: 'text'; text: string }
  | { type: 'error'; text: string; color?: string }
  /** Text with a player below it. */
  | { type: 'message'; text: string; audioUrl?: string; videoUrl?: string }
  | { type: 'image' | 'audio' | 'video' | 'link' | 'document' | 'file'; url: string; name?: string; text?: string }
  | { type: 'template'; templateType: string; payload: TemplatePayload }
  /** Digital form: a page of the platform, inline or behind a button (protocol.md §6.2). */
  | { type: 'form'; formLink: string; renderType?: string; text?: string; title?: string }
  /** A file the user attached. `size` in megabytes, as it is on the wire. */
  | { type: 'attachment'; fileId: string; fileName: string; fileType: string; url?: string; size?: number }
  /** Messages before this place could not be loaded: too many. Made by the client, never by the platform. */
  | { type: 'gap' }
  | { type: 'unknown'; componentType: string; payload: unknown };
