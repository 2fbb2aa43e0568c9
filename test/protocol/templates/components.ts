/** Fixtures of the kinds of message that are no templates: what they are made of is read by `unwrap`. */
export const COMPONENTS: readonly string[] = [
  'text',
  'message',
  'error',
  'image',
  'audio',
  'video',
  'link',
  'document',
  'digital-form',
  'inline-form',
];
