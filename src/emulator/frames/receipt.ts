import type { FrameHandler } from './frame-handler.js';

/** Delivery receipt of a bot message (protocol.md §3.2 no. 5). It is in `received`; the platform answers nothing. */
export const receipt: FrameHandler = () => {};
