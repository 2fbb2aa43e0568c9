import type { HarmWatch } from './install-watch.js';

/** Globals of the page of the scenario. */
declare global {
  var harmWatch: HarmWatch;
  var chat: {
    client: {
      state: { status: string };
      messages: readonly { id: string; text: string }[];
      send(text: string): Promise<unknown>;
      loadHistory(options: { limit: number }): Promise<{ hasMore: boolean }>;
    };
  };
}
