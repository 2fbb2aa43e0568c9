import { PlatformError } from '../../http/platform-error.js';
import type { Parts } from '../../http/read-parts.js';
import type { Platform } from '../../platform.js';
import type { EmulatorUser } from '../../state/emulator-user.js';
import type { Upload } from '../../state/file-store.js';

/** The upload of a token, whose `messageToken` must be another token of the same user. @throws PlatformError 400 */
export function findUpload({ files }: Platform, user: EmulatorUser, token: string | undefined, form: Parts): Upload {
  const upload = files.upload(token ?? '', user);
  if (!upload) throw new PlatformError(400, 'Invalid file token');
  if (!files.upload(form.text('messageToken') ?? '', user)) throw new PlatformError(400, 'Invalid message token');
  return upload;
}
