import autocannon from 'autocannon';
import { startChild } from './child.mjs';
import { quantile } from './numbers.mjs';

const CONNECTIONS = 50;
const ROUNDS = 3;
const WARM_UP_S = 2;
const ROUND_S = 6;

/** Loads both endpoints in turn, so that other work on the machine affects both. Returns medians over the rounds. */
export async function loadTokenEndpoints() {
  const kinds = ['sdk', 'bare'];
  const servers = await Promise.all(kinds.map((kind) => startChild('token-endpoint.mjs', kind)));
  const rounds = kinds.map(() => /** @type {(autocannon.Result & { cpuUs: number })[]} */ ([]));
  try {
    for (const { first: port } of servers) await load(port, WARM_UP_S);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [index, server] of servers.entries()) {
        const before = await server.measure();
        const result = await load(server.first, ROUND_S);
        const after = await server.measure();
        // Other work on the machine does not count as processor time of the server, so this figure is steadier under load.
        const cpuUs = (after.user - before.user + after.system - before.system) / result.requests.total;
        rounds[index]?.push({ ...result, cpuUs });
      }
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
  return kinds.map((kind, index) => {
    const of = (/** @type {(result: any) => number} */ pick) => quantile((rounds[index] ?? []).map(pick), 0.5);
    return {
      kind,
      perSecond: of(({ requests }) => requests.average),
      p50: of(({ latency }) => latency.p50),
      p99: of(({ latency }) => latency.p99),
      cpuUs: of(({ cpuUs }) => cpuUs),
    };
  });
}

async function load(/** @type {number} */ port, /** @type {number} */ seconds) {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/token`,
    method: 'POST',
    connections: CONNECTIONS,
    duration: seconds,
    headers: { origin: 'https://www.example.com', cookie: 'session=jane' },
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`unable to measure; ${failed} requests of ${result.requests.total} failed`);
  return result;
}
