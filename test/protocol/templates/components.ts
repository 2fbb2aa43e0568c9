/** Fixtures of components that are not templates. `unwrap` reads their fields. */
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
