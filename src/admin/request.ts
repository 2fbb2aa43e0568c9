import { configError, requireObject } from '../lib/config-error.js';
import type { CallApi, QueryValue } from './call-api.js';
import { requireText } from './check.js';
import type { CallOptions } from './options.js';
import { AUTOMATION_LIMIT } from './throttle.js';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** The options of `admin.request()`. */
export interface AdminRequest extends CallOptions {
  /** Path from the root of the host, with a slash in front: `/api/public/…`. Ids in it must be percent-encoded. */
  path: string;
  /** @default 'POST' with a body, otherwise 'GET' */
  method?: (typeof METHODS)[number];
  /** Undefined values are left out. */
  query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON. */
  body?: object;
  /** Whether the call may be repeated after an interruption without harm. @default true for GET, otherwise false */
  repeatable?: boolean;
}

/** Calls an API that has no method of its own. The answer is not checked. */
export async function requestApi(call: CallApi, request: AdminRequest): Promise<unknown> {
  const { path, query, body, signal, ...options } = requireObject('call the platform', request);
  const method = options.method ?? (body === undefined ? 'GET' : 'POST');
  const operation = `call ${method} ${requireText('call the platform', 'path', path)}`;
  if (!METHODS.includes(method)) throw configError('call the platform', `method must be ${METHODS.join(', ')}`);
  if (!path.startsWith('/')) throw configError('call the platform', 'path must begin with a slash');
  return call({
    operation,
    method,
    path,
    query,
    body,
    access: { isUnknown: true },
    bucket: 'account',
    limit: AUTOMATION_LIMIT,
    repeatable: options.repeatable ?? method === 'GET',
    signal,
  });
}
