import { createServer } from 'node:http';
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
