import { expect, it } from 'vitest';
import type { ChatEvents } from '../../../../src/client/chat-client.js';
import { decode } from '../../../../src/protocol/decode.js';
import { systemNoticeFor } from '../../../../src/widget/composer/agent/system-notice-for.js';
import { strings } from '../../../../src/widget/i18n/locales/en/composer.js';

/** Returns the text of the notice; undefined if there is none. */
function noticeTextFor(frame: object): string | undefined {
  const decoded = decode(JSON.stringify(frame)) as ChatEvents['events'];
  return systemNoticeFor(decoded, 'Ann')?.text?.(strings);
}

/** Every event of docs/protocol.md §4.6. */
it.each([
  ['agent_connected', 'Ann has joined the conversation.'],
  ['agent_disconnected', 'Ann has left the conversation.'],
  ['agent_session_active', 'Ann has joined the conversation.'],
  ['agent_session_inactive', 'Ann has left the conversation.'],
  ['call_agent_webrtc', 'Ann is calling you. This chat has no calls: please answer in writing.'],
  ['cobrowse', 'Ann asks to see your screen. This chat cannot share it.'],
  ['webrtc_screenshare', 'Ann asks to see your screen. This chat cannot share it.'],
  // Shown elsewhere: the typing dots, and "Delivered" and "Read" below a message.
  ['typing', undefined],
  ['stoptyping', undefined],
  ['message_delivered', undefined],
  ['message_read', undefined],
  // About calls and shared screens that never started.
  ['terminate_agent_webrtc', undefined],
  ['webrtc_screenshare_cancel', undefined],
  ['agent_cobrowse_reconnect_request', undefined],
  ['close_cobrowse', undefined],
  ['video_call_recording_request', undefined],
  ['video_call_recording_request_timeout', undefined],
  // Meant for programs.
  ['clear_pagevisit_history', undefined],
  ['something_of_tomorrow', undefined],
])('makes a notice for the event %s: %s', (type, text) => {
  expect(noticeTextFor({ type: 'events', from: 'bot', message: { type } })).toBe(text);
});

/** Every frame of docs/protocol.md §4.7, in the documents' upper case. */
it.each([
  ['session_end', 'The conversation has ended. Write a message to begin a new one.'],
  ['botKitUnreachable', 'The service cannot answer at the moment. Please try again.'],
  ['form_failure', 'The form could not be submitted. Please try again.'],
  ['form_submitted', 'The form has been submitted.'],
  // The form itself is a message, and the composer says that the bot waits for it.
  ['form_delivered', undefined],
  ['waiting_for_user_input', undefined],
  ['Session_Start', undefined],
  ['Bot_Active', undefined],
  ['agent_session_start', undefined],
  ['agent_session_end', undefined],
  ['initial_language', undefined],
  ['language_switched', undefined],
  ['sbc_details_response', undefined],
  ['pong', undefined],
  ['hello', undefined],
  ['ready', undefined],
])('makes a notice for the frame %s: %s', (type, text) => {
  expect(noticeTextFor({ type, from: 'bot', message: 'x' })).toBe(text);
});
