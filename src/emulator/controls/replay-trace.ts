import type { Platform } from '../platform/platform.js';
import type { TraceEntry } from '../state/trace.js';
import { replayBotFrame, replayUserFrame } from './replay-frames.js';

/** How a trace is replayed. */
export interface ReplayOptions {
  /** Identity of the user to whom the whole trace is replayed. @default every user of the trace to the user with the same identity */
  to?: string;
  /** 2 is twice as fast, Infinity without pauses. @default 1 */
  speed?: number;
  /** Ends the replay early. */
  signal?: AbortSignal;
  /** Called after each frame with the number of replayed frames and the total. */
  onProgress?(done: number, total: number): void;
}

type ConversationEntry = Extract<TraceEntry, { direction: 'in' | 'out' }>;

/** See `EmulatorControls.replay`. */
export async function replayTrace(
  platform: Platform,
  trace: readonly TraceEntry[],
  { to, speed = 1, signal, onProgress }: ReplayOptions = {},
): Promise<number> {
  if (!(speed > 0)) throw new TypeError(`unable to replay; speed must be a number above 0, not ${speed}`);
  const { timers, users } = platform;
  const frames = withoutEchoes(trace);
  const newIds = new Map<string, string>();
  let done = 0;
  let before = frames[0]?.at ?? 0;
  for (const { at, user, direction, frame } of frames) {
    const pause = (at - before) / speed;
    if (pause > 0) await timers.sleep(pause, signal);
    if (signal?.aborted || timers.signal.aborted) break;
    before = at;
    const identity = to ?? user;
    // Only an entry that was written by hand has no user.
    if (!identity) continue;
    const conversation = platform.conversationOf(users.getOrCreate(identity));
    if (direction === 'in') replayUserFrame(platform, conversation, frame as Record<string, unknown>);
    else replayBotFrame(platform, conversation, frame as Record<string, unknown>, newIds);
    done++;
    onProgress?.(done, frames.length);
  }
  return done;
}

/** Types of frames that belong to one connection or are caused by a client. They are not replayed. */
const OF_CONNECTION = new Set(['ack', 'pong', 'bot_active', 'session_start', 'session_end', 'user_message']);

/** The frames of the conversation, each once: the trace contains a frame once for each socket that it was sent to. */
function withoutEchoes(trace: readonly TraceEntry[]): ConversationEntry[] {
  const played = new Map<string, number>();
  const onSocket = new Map<string, number>();
  return trace.filter((entry): entry is ConversationEntry => {
    if (!isConversationEntry(entry)) return false;
    const text = `${entry.direction} ${entry.user} ${JSON.stringify(entry.frame)}`;
    const count = (onSocket.get(`${entry.socket} ${text}`) ?? 0) + 1;
    onSocket.set(`${entry.socket} ${text}`, count);
    if (count <= (played.get(text) ?? 0)) return false;
    played.set(text, count);
    return true;
  });
}

function isConversationEntry(entry: TraceEntry): entry is ConversationEntry {
  if (entry.direction !== 'in' && entry.direction !== 'out') return false;
  const { direction, frame } = entry;
  if (typeof frame !== 'object' || frame === null) return false;
  const { type, resourceid = '/bot.message', event, message } = frame as Record<string, unknown>;
  if (direction === 'out') return typeof type === 'string' && !OF_CONNECTION.has(type);
  return type === undefined && resourceid === '/bot.message' && event === undefined && typeof message === 'object';
}
