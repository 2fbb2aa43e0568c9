import type { ErrorCode } from './catalogue.js';

/** What to change, for each error code. Browsers load this module when the first error of a page is created. */
export const HINTS: Record<ErrorCode, string> = {
  XO_CONFIG_INVALID: 'Correct the option or argument that the message names.',
  XO_CONFIG_ENVIRONMENT:
    'Pass the missing part as an option, for example fetch or WebSocket. In Node 20, use the WebSocket of the ws package.',
  XO_STORAGE_FAILED:
    'Allow the page to store data, free some space, or pass another storage. Until then, unsent messages do not survive a reload.',
  XO_JWT_UNAVAILABLE:
    'Check getJwt and the token endpoint that it calls: its address, its CORS headers and its answer.',
  XO_JWT_REJECTED:
    'Check client id, secret, algorithm, exp and jti of the JWT, and the clock of the server that signs it; if the message is about the bot, its id and its name. npx xo-rtm jwt inspect diagnoses a JWT.',
  XO_TOKEN_REJECTED: 'Check that bot.id is right and that the bot is linked to the app whose JWT is used.',
  XO_USER_CHANGED: 'Create one client per user, and call disconnect() or destroy() when a user logs out.',
  XO_HTTP_STATUS:
    'Look at status and platformCode of the error. Check apiUrl, the bot id and, for the public APIs, the scopes of the app.',
  XO_HTTP_RATE_LIMITED: 'Wait for retryAfterMs before you try again, and send fewer requests.',
  XO_HTTP_UNAVAILABLE: 'Try again later. The platform, or a proxy in front of it, is overloaded or down.',
  XO_HTTP_TOO_LARGE: 'Request less data at once, for example with a lower limit or a shorter date range.',
  XO_HTTP_BODY:
    'Check that apiUrl is the address of the platform. A proxy, a gateway or a login page may have answered in its place.',
  XO_SCOPE_MISSING: 'Give the app the API scope that the call needs.',
  XO_JOB_FAILED: 'The platform accepted the request, and failed to carry it out. Read report.',
  XO_OUTCOME_UNKNOWN: 'Find out on the platform whether the call was carried out before you repeat it.',
  XO_FILE_VANISHED: 'Let the user pick the file again.',
  XO_NETWORK:
    'Check the network connection and apiUrl. In a browser, also check CORS and the connect-src directive of the CSP.',
  XO_TIMEOUT: 'Try again later. If this happens often, the network is slow or the time limit is too short.',
  XO_SOCKET_CLOSED: 'The client reconnects by itself. If this happens often, look at closeCode of the error.',
  XO_SOCKET_REFUSED:
    'Check apiUrl, and that the connect-src directive of the CSP and every proxy on the way allow WebSocket connections.',
  XO_SOCKET_POLICY:
    'Check on the platform whether the user or the bot is blocked or suspended, or whether messages are sent too fast. Then call connect().',
  XO_DISCONNECTED: 'Call connect() first, and wait until it resolves.',
  XO_ABORTED:
    'The signal of the call was aborted, or disconnect() was called. Make the call again if it is still needed.',
  XO_PROTOCOL_ANSWER: 'Check that apiUrl leads to the platform and not to another server.',
  XO_FRAME_TOO_LARGE: 'Make the bot send less in one message, for example links instead of embedded data.',
  XO_MESSAGE_INVALID: 'Pass a text, a payload or attachments that can be written as JSON.',
  XO_MESSAGE_UNKNOWN: 'Pass the id of a message whose status is failed, for example messageId of the DeliveryError.',
  XO_MESSAGE_DISCARDED:
    'The message was withdrawn with discard(), or the signal of send() was aborted. Send it again if it is still needed.',
  XO_MESSAGE_REFUSED:
    'Look at the cause of the error. Call retry(id) to send the message again, or discard(id) to remove it.',
  XO_QUEUE_FULL: 'Wait until some of the queued messages are delivered, or raise queueLimit.',
};
