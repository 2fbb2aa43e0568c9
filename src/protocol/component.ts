import type { TemplatePayload } from './templates/index.js';

/**
 * One part of a message, after unwrapping (docs/protocol.md §4.2).
 * Unknown types keep their type and payload, so that a host can render them itself.
 */
export type MessageComponent =
  | { type: 'text'; text: string }
  | { type: 'error'; text: string; color?: string }
  /** A text with an audio or video player below it. */
  | { type: 'message'; text: string; audioUrl?: string; videoUrl?: string }
  | { type: 'image' | 'audio' | 'video' | 'link' | 'document' | 'file'; url: string; name?: string; text?: string }
  | { type: 'template'; templateType: string; payload: TemplatePayload }
  /** A digital form: a page of the platform, shown inline or opened by a button (docs/protocol.md §6.2). */
  | { type: 'form'; formLink: string; renderType?: string; text?: string; title?: string }
  /** A file that the user attached. `size` is in megabytes, as on the wire. */
  | { type: 'attachment'; fileId: string; fileName: string; fileType: string; url?: string; size?: number }
  /** Marks a place where messages are missing: too many or unreadable. Created by the client, never sent by the platform. */
  | { type: 'gap' }
  | { type: 'unknown'; componentType: string; payload: unknown };
