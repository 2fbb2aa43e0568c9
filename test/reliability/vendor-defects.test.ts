import { expect, it } from 'vitest';
import { readText } from '../support/source-tree.js';

const CONNECTION = 'test/client/vendor-defects-connection.test.ts';
const MESSAGES = 'test/client/vendor-defects-messages.test.ts';
const WINDOW = 'test/widget/message-list/vendor-defects.dom.test.ts';
const PARTS = 'test/widget/message-list/message-part.dom.test.ts';
const UPLOADS = 'test/attachments/upload-list.test.ts';
const FORMS = 'e2e/scenarios/digital-form/digital-form.spec.ts';
const EMBEDDING = 'e2e/scenarios/embedding/embedding.spec.ts';
const HOSTILE = 'e2e/scenarios/xss/xss.spec.ts';

/** How the platform's own web client fails, by the numbers of the protocol notes (§8), and where ours is shown not to. */
const DEFECTS: readonly [number: number, defect: string, files: readonly string[]][] = [
  [1, 'what is sent without a connection is refused, not queued', [MESSAGES]],
  [2, 'success is never told', [MESSAGES]],
  [3, 'acks belong to no message, and are not missed', [MESSAGES]],
  [4, 'hello, pong and replies are never read', [MESSAGES]],
  [5, 'live messages are lost while the history is empty or fails', [MESSAGES]],
  [6, 'what was said during an outage is missing', [MESSAGES]],
  [7, 'nothing reconnects after rtm/start has failed for half a minute', [CONNECTION]],
  [8, 'half-open sockets are not noticed', [CONNECTION]],
  [9, 'close codes are ignored; reconnects without end or chance', [CONNECTION]],
  [10, '`online` tears down what lives, and logs in anew', [CONNECTION]],
  [11, 'a 429 freezes REST for good', [CONNECTION]],
  [12, 'callbacks are called twice; requests that timed out run on', [CONNECTION]],
  [13, 'the access token is never renewed ahead of time', [CONNECTION]],
  [14, 'a history that fails throws', [MESSAGES]],
  [15, 'the history forgets pictures and files', [MESSAGES]],
  [16, 'live messages are not known to the history', [MESSAGES]],
  [17, 'pages of the history overlap and shift', [MESSAGES]],
  [18, 'what arrives while a page loads is shown at its top, again and again', [MESSAGES]],
  [19, 'buttons of messages that were missed do nothing', [WINDOW]],
  [20, 'doubles are found by elements, order by texts', [MESSAGES]],
  [21, 'ids collide, and a second message of one millisecond is not sent', [MESSAGES]],
  [22, 'text and files go out as two messages', [MESSAGES]],
  [23, 'a stream that breaks off spoils the next', [MESSAGES]],
  [24, 'two messages a second are drawn, not more', [MESSAGES, WINDOW]],
  [25, 'a component without payload throws', [MESSAGES]],
  [26, 'notices of the platform are ignored', [MESSAGES]],
  [27, 'closing a session tells nothing, closing the window ends a chat with nobody', [MESSAGES]],
  [29, 'uploads are whole in memory, never repeated, never ended', [UPLOADS]],
  [30, 'every key is told to an agent who is not there', [MESSAGES]],
  [31, 'buttons send [object Object], open invented addresses, or do nothing', [PARTS]],
  [32, 'nothing works without a window', [CONNECTION]],
  [33, 'two chats on one page share their state', [CONNECTION]],
  [34, 'listeners are never removed', [CONNECTION, EMBEDDING]],
  [35, 'secrets are where they need not be', [CONNECTION]],
  [36, 'frames without a sandbox, messages of any origin, HTML of bots', [FORMS, HOSTILE]],
  [37, 'query parameters are not encoded', [CONNECTION]],
  [38, 'that no JWT can be had is told to nobody', [CONNECTION]],
];

/** What is left: the webhook mode, which this client has not, and that there were no tests. */
const NONE_OF_OURS = [28, 39];

it('every defect of the notes is in the list, once', () => {
  const listed = [...DEFECTS.map(([number]) => number), ...NONE_OF_OURS].sort((one, other) => one - other);
  expect(listed).toEqual(Array.from({ length: 39 }, (_, index) => index + 1));
});

it.each(DEFECTS)('defect %i has a test by name: %s', (number, _, files) => {
  for (const file of files) expect(readText(file)).toMatch(new RegExp(`vendor defect ${number}\\b`));
});
