/**
 * `npm start`: the emulator, a token endpoint and three pages, on one address.
 *
 * PORT chooses the port (default 3000, 0 = any free one; a taken one is replaced by the next free one).
 * `npm start -- --lan` opens it to the devices of the local network, phones for example; `-- --host <address>` does so on an address
 * of your choice.
 * The last line printed is the address. Ctrl-C ends everything.
 */
import { parseArgs } from 'node:util';

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

const { startDemo } = await import('./server/demo.mjs').catch((failure) => {
  if (failure.code !== 'ERR_MODULE_NOT_FOUND') throw failure;
  return fail(`unable to start the demo; the package is not built. Run: npm start\n${failure.message}`);
});

const { PORT = '3000' } = process.env;
const port = PORT.trim() === '' ? Number.NaN : Number(PORT);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  fail(`unable to start the demo; PORT is ${JSON.stringify(PORT)} and must be a number from 0 to 65535`);
}

const host = await readHost().catch((failure) => fail(`unable to start the demo; ${failure.message}`));

const demo = await startDemo({ port, host, say: console.log }).catch((failure) => fail(failure.message));

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    // A second Ctrl-C does not wait.
    if (stopping) process.exit(1);
    stopping = true;
    await demo.stop();
  });
}

if (host !== undefined) {
  console.log('Open to your network: every device in it can use this address, as any visitor.');
  console.log(`Pages of ${new URL(demo.url).origin} get tokens, and no others.`);
}
console.log(demo.url);

/** The address to listen on; undefined for this machine alone. */
async function readHost() {
  const options = /** @type {const} */ ({ lan: { type: 'boolean' }, host: { type: 'string' } });
  const { lan, host } = parseArgs({ options }).values;
  if (host === '0.0.0.0' || host === '::') {
    throw new Error(`--host ${host} is every address. Name the one that browsers shall use, or use --lan`);
  }
  if (!lan) return host;
  if (host !== undefined) throw new Error('--lan and --host cannot be used together. Give one of them');
  const { lanAddress } = await import('xo-rtm/emulator');
  const address = lanAddress();
  if (address !== undefined) return address;
  throw new Error('--lan finds no address of a local network. Name one with --host, if it is safe to open it');
}
