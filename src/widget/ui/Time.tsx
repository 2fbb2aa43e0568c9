import type { VNode } from 'preact';
import { type I18n, isoTime } from '../i18n/i18n.js';
import { Countdown } from './Countdown.js';

/** Up to this age a message shows how old it is, and after that its time of day. */
const RECENT_MS = 3_600_000;

/** The age of a message or its time of day; on hover or focus the exact time (styles/messages.ts). */
export function Time({ at, i18n }: { at: number; i18n: I18n }): VNode {
  return (
    <time class="time" dateTime={isoTime(at)}>
      <span class="short">
        <Countdown
          until={at + RECENT_MS}
          everyMs={60_000}
          text={(leftMs) => (leftMs ? i18n.ago(RECENT_MS - leftMs) : i18n.time(at))}
        />
      </span>
      <span class="exact">{i18n.exactTime(at)}</span>
    </time>
  );
}
