/**
 * `npm start`: serves the emulator, a token endpoint and the pages of the demo at one address.
 *
 * PORT sets the port (default 3000, 0 = any free one). If it is taken, the next free one is used.
 * `npm start -- --lan` makes the demo available to devices of the local network, phones for example; `-- --host <address>` does so at
 * an address of your choice.
 * The last line printed is the address. Ctrl-C stops everything.
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

const demo = await startDemo({ port, host, log: console.log }).catch((failure) => fail(failure.message));

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    // A second Ctrl-C exits at once.
    if (stopping) process.exit(1);
    stopping = true;
    await demo.stop();
  });
}

if (host !== undefined) {
  console.log('Open to your network: every device in it can use this address, as any visitor.');
  console.log(`Only pages of ${new URL(demo.url).origin} get tokens.`);
}
console.log(demo.url);

/** Returns the address to listen on; undefined for this machine only. */
async function readHost() {
  const options = /** @type {const} */ ({ lan: { type: 'boolean' }, host: { type: 'string' } });
  const { lan, host } = parseArgs({ options }).values;
  if (host === '0.0.0.0' || host === '::') {
    throw new Error(`--host ${host} is every address. Give the one that browsers will use, or use --lan`);
  }
  if (!lan) return host;
  if (host !== undefined) throw new Error('--lan and --host cannot be used together. Give one of them');
  const { lanAddress } = await import('xo-rtm/emulator');
  const address = lanAddress();
  if (address !== undefined) return address;
  throw new Error('--lan finds no address of a local network. Give one with --host if it is safe to open it');
}
