import type { InspectorAction, InspectorAnswer } from '../emulator/inspector/inspector-wire.js';

/** What came of an action, for the status line. */
export type Outcome = InspectorAnswer;

/** Has something done, and shows what came of it. Resolves to whether it was done. */
export type Perform = (action: InspectorAction) => Promise<boolean>;

/** Has the emulator do something. Never throws: what went wrong is an outcome. */
export async function act(action: InspectorAction): Promise<Outcome> {
  try {
    const response = await fetch('/_inspect/actions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(action),
    });
    return (await response.json()) as InspectorAnswer;
  } catch {
    return { ok: false, message: 'The emulator does not answer. Is it running?' };
  }
}
