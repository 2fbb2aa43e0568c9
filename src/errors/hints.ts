import type { ErrorCode } from './catalogue.js';

/** What to change, for each error code. Browsers load this module when the first error of a page is created. */
export const HINTS: Record<ErrorCode, string> = {
  config_invalid: 'Correct the option or argument that the message names.',
  config_environment:
    'Pass the missing part as an option, for example fetch or WebSocket. In Node 20, use the WebSocket of the ws package.',
  storage_failed:
    'Allow the page to store data, free some space, or pass another storage. Until then, unsent messages do not survive a reload.',
  jwt_unavailable: 'Check getJwt and the token endpoint that it calls: its address, its CORS headers and its answer.',
  jwt_rejected:
    'Check client id, secret, algorithm, exp and jti of the JWT, and the clock of the server that signs it. npx xo-rtm jwt inspect diagnoses a JWT.',
  token_rejected: 'Check that bot.id is right and that the bot is linked to the app whose JWT is used.',
  user_changed: 'Create one client per user, and call disconnect() or destroy() when a user logs out.',
  http_status:
    'Look at status and platformCode of the error. Check apiUrl, the bot id and, for the public APIs, the scopes of the app.',
  http_rate_limited: 'Wait for retryAfterMs before you try again, and send fewer requests.',
  http_unavailable: 'Try again later. The platform, or a proxy in front of it, is overloaded or down.',
  http_too_large: 'Request less data at once, for example with a lower limit or a shorter date range.',
  http_body:
    'Check that apiUrl is the address of the platform. A proxy, a gateway or a login page may have answered in its place.',
  scope_missing: 'Give the app the API scope that the call needs.',
  job_failed: 'The platform accepted the request, and failed to carry it out. Read report.',
  outcome_unknown: 'Find out on the platform whether the call was carried out before you repeat it.',
  network:
    'Check the network connection and apiUrl. In a browser, also check CORS and the connect-src directive of the CSP.',
  timeout: 'Try again later. If this happens often, the network is slow or the time limit is too short.',
  socket_closed: 'The client reconnects by itself. If this happens often, look at closeCode of the error.',
  socket_refused:
    'Check apiUrl, and that the connect-src directive of the CSP and every proxy on the way allow WebSocket connections.',
  socket_policy:
    'Check on the platform whether the user or the bot is blocked or suspended, or whether messages are sent too fast. Then call connect().',
  disconnected: 'Call connect() first, and wait until it resolves.',
  aborted: 'The signal of the call was aborted, or disconnect() was called. Make the call again if it is still needed.',
  protocol_answer: 'Check that apiUrl leads to the platform and not to another server.',
  frame_too_large: 'Make the bot send less in one message, for example links instead of embedded data.',
  message_invalid: 'Pass a text, a payload or attachments that can be written as JSON.',
  message_unknown: 'Pass the id of a message whose status is failed, for example messageId of the DeliveryError.',
  message_discarded:
    'The message was withdrawn with discard(), or the signal of send() was aborted. Send it again if it is still needed.',
  message_refused:
    'Look at the cause of the error. Call retry(id) to send the message again, or discard(id) to remove it.',
  queue_full: 'Wait until some of the queued messages are delivered, or raise queueLimit.',
};
