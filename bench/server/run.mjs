/**
 * `npm run bench:server`: measures the throughput of the token endpoint and the emulator on this machine. Takes about two minutes and
 * prints two tables. The figures of the last published run are in bench/README.md.
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { loadEmulator } from './chat-load.mjs';
import { loadTokenEndpoints } from './token-load.mjs';

const TIMEOUT_MS = 300_000;
setTimeout(() => {
  console.error(`unable to finish within ${TIMEOUT_MS / 60_000} minutes`);
  process.exit(1);
}, TIMEOUT_MS).unref();

const row = (/** @type {unknown[]} */ ...[label, ...values]) =>
  console.log(String(label).padEnd(40) + values.map((value) => String(value).padStart(14)).join(''));
const ms = (/** @type {number} */ value) => `${value.toFixed(1)} ms`;
const mb = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
const whole = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');

console.log(
  `${availableParallelism()} × ${cpus()[0]?.model.trim()}, Node ${process.version}, load ${(loadavg()[0] ?? 0).toFixed(1)}\n`,
);

row('token endpoint', 'requests/s', 'p50', 'p99', 'CPU/request');
for (const { kind, perSecond, p50, p99, cpuUs } of await loadTokenEndpoints()) {
  row(
    kind === 'sdk' ? 'createTokenHandler, toNodeHandler' : 'only node:http and jose',
    whole(perSecond),
    ms(p50),
    ms(p99),
    `${cpuUs.toFixed(0)} µs`,
  );
}

const { clients, connectS, empty, connected, after, steady, flatOut } = await loadEmulator();
console.log();
row(`emulator with ${whole(clients)} clients`, 'messages/s', 'ack p50', 'ack p99');
row('one message in two seconds each', whole(steady.perSecond), ms(steady.p50), ms(steady.p99));
row('as fast as the acks arrive', whole(flatOut.perSecond), ms(flatOut.p50), ms(flatOut.p99));
console.log();
row('all connected after', `${connectS.toFixed(1)} s`);
row('memory of the emulator, empty', mb(empty));
row('with all connected', mb(connected));
row(`after ${whole(steady.sent + flatOut.sent)} messages and answers`, mb(after));
process.exit();
