import type { EmulatorControls } from '../controls/create-controls.js';
import type { Platform } from '../platform/platform.js';
import type { TraceEntry } from '../state/trace.js';
import type { Content } from '../types/bot.js';
import type { FaultRule } from '../types/fault-rule.js';
import type { InspectorState } from './inspector-wire.js';

type Fields = Readonly<Record<string, unknown>>;

/** Performs the actions of the inspector page, which are those of `EmulatorControls`. */
export class InspectorController {
  readonly #platform: Platform;
  readonly #controls: EmulatorControls;
  readonly #changed: () => void;
  #replay: { done: number; total: number; stop: AbortController } | undefined;

  /** @param changed called when a replay has ended */
  constructor(platform: Platform, controls: EmulatorControls, changed: () => void) {
    this.#changed = changed;
    this.#platform = platform;
    this.#controls = controls;
  }

  /** Progress of the running replay. */
  get replay(): InspectorState['replay'] {
    return this.#replay && { done: this.#replay.done, total: this.#replay.total };
  }

  /** Performs an action and returns a sentence about its result. @throws TypeError with the reason if it is impossible */
  perform(action: Fields): string {
    switch (action.do) {
      case 'say':
        return this.#say(action);
      case 'mute':
        this.#controls.muted = action.on === true;
        return action.on === true ? 'The bot is muted.' : 'The bot answers again.';
      case 'disconnect':
        return this.#disconnect(action);
      case 'expireTokens': {
        const user = optionalText(action, 'user');
        const count = this.#controls.expireTokens(user === undefined ? {} : { user });
        return count === 0 ? 'There was no token to expire.' : `${counted(count, 'token')} expired.`;
      }
      case 'addFaults': {
        const ids = this.#controls.faults.add(action.rules as FaultRule);
        return `${counted(ids.length, 'rule')} added.`;
      }
      case 'removeFault':
        this.#controls.faults.remove(text(action, 'id'));
        return 'The rule is gone.';
      case 'clearFaults':
        this.#controls.faults.clear();
        return 'All rules are gone.';
      case 'replay':
        return this.#startReplay(action);
      case 'stopReplay':
        this.#replay?.stop.abort();
        return 'The replay was stopped.';
      default:
        throw new TypeError('unable to perform the action; its name is unknown');
    }
  }

  #say(action: Fields): string {
    const to = optionalText(action, 'to');
    if (to !== undefined && !this.#platform.users.find(to))
      throw new TypeError(`unable to send a message; there is no user ${to}`);
    const as = action.as === 'agent' ? 'agent' : 'bot';
    const ids = this.#controls.say(action.content as Content, { as, ...(to !== undefined && { to }) });
    if (ids.length === 0) throw new TypeError('unable to send a message; there are no users yet');
    return `Said to ${to ?? counted(ids.length, 'user')}.`;
  }

  #disconnect(action: Fields): string {
    const user = optionalText(action, 'user');
    const how = action.how === 'terminate' ? 'terminate' : 'close';
    const count = this.#controls.disconnect({ how, ...(user !== undefined && { user }) });
    return count === 0 ? 'There was no connection to cut.' : `${counted(count, 'connection')} cut.`;
  }

  #startReplay(action: Fields): string {
    if (this.#replay) throw new TypeError('unable to replay; a replay is running. Stop it first');
    const trace = readTrace(action.trace);
    const to = optionalText(action, 'to');
    const speed = action.speed === undefined ? 1 : Number(action.speed);
    if (!(speed >= 0)) throw new TypeError('unable to replay; speed must be a number, or 0 for no pauses');
    const running = { done: 0, total: 0, stop: new AbortController() };
    const played = this.#controls.replay(trace, {
      speed: speed === 0 ? Number.POSITIVE_INFINITY : speed,
      ...(to !== undefined && { to }),
      signal: running.stop.signal,
      onProgress: (done, total) => Object.assign(running, { done, total }),
    });
    this.#replay = running;
    played
      .catch((error: unknown) => this.#platform.log(`the replay failed: ${(error as Error).message}`))
      .finally(() => {
        this.#replay = undefined;
        this.#changed();
      });
    return 'The replay has begun.';
  }
}

/** @throws TypeError for a value that is not a trace */
function readTrace(lines: unknown): TraceEntry[] {
  if (!Array.isArray(lines) || lines.length === 0) throw new TypeError('unable to replay; the trace is empty');
  for (const [index, line] of lines.entries()) {
    const { at, direction } = (typeof line === 'object' && line !== null ? line : {}) as Fields;
    if (typeof at === 'number' && Number.isFinite(at) && typeof direction === 'string') continue;
    throw new TypeError(`unable to replay; line ${index + 1} is not a trace entry: at or direction is missing`);
  }
  return lines as TraceEntry[];
}

function text(action: Fields, name: string): string {
  const value = action[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError(`unable to perform the action; ${name} must be a text`);
}

function optionalText(action: Fields, name: string): string | undefined {
  return action[name] === undefined || action[name] === '' ? undefined : text(action, name);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
