import { createServer } from 'node:http';
import {
  type AdminClient,
  createAdminClient,
  type ImportStatus,
  isXoError,
  JobFailedError,
  MissingScopeError,
} from 'xo-rtm/admin';
import { type Emulator, startEmulator } from 'xo-rtm/emulator';
import { createJwtSigner, createTokenHandler, toNodeHandler } from 'xo-rtm/server';

/** A server as a user would write it. It is compiled, never run. */
const signer = createJwtSigner({ clientId: 'cs-1', clientSecret: 'secret' });

const handler: (request: Request) => Promise<Response> = createTokenHandler({
  signer,
  identify: () => ({ identity: 'user@example.com' }),
  allowedOrigins: ['https://example.com'],
});

createServer(toNodeHandler(handler));

export async function deploy(signal: AbortSignal): Promise<ImportStatus | undefined> {
  const admin: AdminClient = createAdminClient({
    apiUrl: 'https://bots.example.com',
    getJwt: () => signer.signForApi(),
  });
  for await (const { role } of admin.roles.list({ roleType: 'bot', signal })) console.log(role.toUpperCase());
  try {
    const job = await admin.bots.import({ botId: 'st-1', botDefinition: 'a', configInfo: new Blob(['{}']) });
    return await job.waitUntilDone({ onProgress: ({ status }) => console.log(status) });
  } catch (error) {
    if (error instanceof MissingScopeError) console.log(error.scopes.join());
    if (error instanceof JobFailedError) console.log(error.report);
    if (isXoError(error)) console.log(error.hint);
    return undefined;
  }
}

export async function tryOut(): Promise<string> {
  const emulator: Emulator = await startEmulator({ port: 0 });
  const jwt: string = await signer.sign({ identity: 'user@example.com', isAnonymous: false });
  emulator.say('Hello');
  console.log(
    emulator.url,
    emulator.apiUrl,
    emulator.jwtUrl,
    emulator.bot.id,
    emulator.clientId,
    emulator.received.length,
  );
  await emulator.stop();
  return jwt;
}
