import { authenticate } from '../../http/bearer.js';
import type { Endpoint } from '../../http/endpoint.js';

/** `POST attachment/file/token`: begins an upload (protocol.md §1.10, step 1; asked once more for the `messageToken` of step 2b). */
export const fileToken: Endpoint = (platform, { headers }) => {
  const { user } = authenticate(platform, headers);
  return { body: { fileToken: platform.files.begin(user) } };
};
