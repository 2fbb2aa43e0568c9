import type { HarmWatch } from './install-watch.js';

/** What the scenario's page has. */
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
