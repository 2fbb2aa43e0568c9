/**
 * `npm start`: the emulator, a token endpoint and three pages, on one address.
 *
 * PORT chooses the port (default 3000, 0 = any free one; a taken one is replaced by the next free one).
 * The last line printed is the address. Ctrl-C ends everything.
 */
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

const demo = await startDemo({ port, say: console.log }).catch((failure) => fail(failure.message));

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    // A second Ctrl-C does not wait.
    if (stopping) process.exit(1);
    stopping = true;
    await demo.stop();
  });
}

console.log(demo.url);
