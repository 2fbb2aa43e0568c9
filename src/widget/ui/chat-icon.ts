/** The icon of the launcher, on a 24 × 24 grid. */
export const CHAT_ICON =
  'M21 11.5a8.4 8.4 0 0 1-8.9 8.4 9.6 9.6 0 0 1-3.6-.7L3 21l1.9-4.7A8.1 8.1 0 0 1 3.2 11.5a8.4 8.4 0 0 1 8.9-8.4A8.4 8.4 0 0 1 21 11.5Z';
