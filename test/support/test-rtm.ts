import type { ConnectionState } from '../../src/rtm/connection-state.js';
import { createRtmManager, type RtmOptions } from '../../src/rtm/rtm-manager.js';
import { fakeWebSocket } from './fake-socket.js';
import { testTokens } from './test-tokens.js';
import { BOT } from './wire.js';

/** Creates an RtmManager with a fake token service, platform and sockets. Each rtm/start returns another URL. */
export function testRtm(options: Partial<RtmOptions> = {}, nonce?: string) {
  const service = testTokens();
  const { tokens, clock, settings, calls, grants } = service;
  settings.call = () => ({ url: `wss://bots.test/rtm/bot?sid=${calls.length}`, ...(nonce && { nonce }) });
  /** `opens`: whether sockets open by themselves. */
  const network = { opens: false };
  const { WebSocket, sockets } = fakeWebSocket((socket) => {
    if (network.opens) socket.open();
  });
  const states: ConnectionState[] = [];
  const data: unknown[] = [];
  const rtm = createRtmManager(tokens, {
    startUrl: 'https://bots.test/start',
    startRequest: { botInfo: { chatBot: BOT.name, taskBotId: BOT.id } },
    WebSocket,
    connectionMode: undefined,
    secureRtm: true,
    clock,
    random: () => 0.5,
    hide: () => {},
    ping: () => '{"type":"ping"}',
    prepare: async () => {},
    probe: async () => 'ok',
    urgency: () => 'none',
    monitoring: () => 'normal',
    onState: (state) => states.push(state),
    onData(one) {
      data.push(one);
      return false;
    },
    ...options,
  });
  return {
    rtm,
    clock,
    settings,
    service,
    network,
    /** rtm/start requests. */
    starts: calls,
    grants,
    sockets,
    states,
    data,
    statuses: () => states.map(({ status }) => status),
    /** The newest socket. */
    socket: () => sockets.at(-1)!,
    /** Connects, and opens the new socket. */
    async connect() {
      rtm.dispatch({ type: 'connect' });
      await clock.advance(0);
      if (!network.opens) sockets.at(-1)!.open();
    },
    /** Sockets that are neither closed nor closing. */
    living: () => sockets.filter(({ readyState }) => readyState < 2),
  };
}
