import type { Perform } from './act.js';
import type { Live } from './live-trace.js';

const CONNECTION = { connecting: 'Connecting…', live: 'Live', lost: 'The emulator is gone; trying again…' } as const;

/** The name of the emulator, the state of the connection, and the switch that mutes the bot. */
export function Header({ live: { connection, state }, perform }: { live: Live; perform: Perform }) {
  const muted = state?.muted ?? false;
  return (
    <header>
      <h1>
        <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
          <rect width="32" height="32" rx="8" />
          <path d="M8 11h11M8 16h16M8 21h7" />
        </svg>
        Inspector
      </h1>
      {state && (
        <p class="subject">
          <strong>{state.bot.name}</strong> <code>{state.apiUrl}</code>
        </p>
      )}
      <button
        type="button"
        role="switch"
        aria-checked={!muted}
        class="switch"
        disabled={!state}
        onClick={() => void perform({ do: 'mute', on: !muted })}
      >
        <span class="track" aria-hidden="true" />
        Bot answers
      </button>
      <p class={`connection ${connection}`} role="status">
        {CONNECTION[connection]}
      </p>
    </header>
  );
}
