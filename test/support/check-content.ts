import { expect } from 'vitest';
import type { MessageContent } from '../../src/protocol/unwrap.js';

/** Checks that a parsed message has the types that `MessageContent` declares, and holds no more than was sent. */
export function checkContent({ text, components }: MessageContent, items: readonly unknown[]): void {
  expect(text).toBeTypeOf('string');
  expect(components.length).toBeLessThanOrEqual(items.length);
  expect(text.length).toBeLessThanOrEqual(JSON.stringify(items).length);
  for (const part of components) {
    switch (part.type) {
      case 'text':
      case 'error':
        expect(part.text).toBeTypeOf('string');
        expect(part.text).not.toBe('');
        break;
      case 'message':
        expect(part.text).toBeTypeOf('string');
        expect(part.audioUrl ?? part.videoUrl).toBeTruthy();
        break;
      case 'template':
        expect(part.payload).toBeTypeOf('object');
        expect(part.payload.template_type).toBe(part.templateType);
        break;
      case 'form':
        expect(part.formLink).toBeTypeOf('string');
        expect(part.formLink).not.toBe('');
        break;
      case 'attachment':
        expect(part.fileId).toBeTypeOf('string');
        break;
      case 'unknown':
        expect(part.componentType).not.toBe('');
        break;
      case 'gap':
        throw new Error('gaps are no content of a message');
      default:
        expect(part.url).toBeTypeOf('string');
        expect(part.url).not.toBe('');
    }
  }
}
