import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { lanAddress } from '../../../src/emulator/server/network-address.js';

const at = (address: string, family = 'IPv4', internal = false) =>
  ({ address, family, internal }) as NetworkInterfaceInfo;
const loopback = { lo: [at('127.0.0.1', 'IPv4', true)] };

test.each<[string, Record<string, NetworkInterfaceInfo[]>, string | undefined]>([
  ['an office network', { ...loopback, eth0: [at('fe80::1', 'IPv6'), at('10.1.2.3')] }, '10.1.2.3'],
  ['the first of several', { eth0: [at('192.168.0.7')], wlan0: [at('10.0.0.7')] }, '192.168.0.7'],
  ['not the network of containers', { docker0: [at('172.17.0.1')], wlan0: [at('192.168.0.7')] }, '192.168.0.7'],
  ['a private one before a tunnel', { tailscale0: [at('100.101.0.1')], wlan0: [at('172.31.0.7')] }, '172.31.0.7'],
  ['a tunnel, where there is nothing else', { tailscale0: [at('100.101.0.1')] }, '100.101.0.1'],
  ['no public address', { eth0: [at('8.8.4.4'), at('172.32.0.1'), at('11.0.0.1')] }, undefined],
  ['nothing', loopback, undefined],
])('%s', (_, interfaces, address) => {
  expect(lanAddress(interfaces)).toBe(address);
});
