export type { ErrorCode } from './catalogue.js';
export { ConfigError, ConnectionError, DeliveryError, HttpError, ProtocolError, TokenError } from './families.js';
export { isXoError, XoError, type XoErrorDetails } from './xo-error.js';
