import type { InspectorAction, InspectorAnswer } from '../emulator/inspector/inspector-wire.js';

/** The result of an action, for the status line. */
export type Outcome = InspectorAnswer;

/** Performs an action and shows its result. Resolves to true if it succeeded. */
export type Perform = (action: InspectorAction) => Promise<boolean>;

/** Sends an action to the emulator. Never rejects: a failure is an outcome, too. */
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
