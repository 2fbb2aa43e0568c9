import type { VNode } from 'preact';
import { type I18n, isoTime } from '../i18n/i18n.js';
import { Countdown } from './Countdown.js';

/** So long the age of a message is told, and then the time of day. */
const RECENT_MS = 3_600_000;

/** When a message came: how long ago, or the time of day; exactly, where somebody looks closer (styles/messages.ts). */
export function Time({ at, i18n }: { at: number; i18n: I18n }): VNode {
  return (
    <time class="time" dateTime={isoTime(at)}>
      <span class="short">
        <Countdown
          until={at + RECENT_MS}
          everyMs={60_000}
          words={(leftMs) => (leftMs ? i18n.ago(RECENT_MS - leftMs) : i18n.time(at))}
        />
      </span>
      <span class="exact">{i18n.exactTime(at)}</span>
    </time>
  );
}
