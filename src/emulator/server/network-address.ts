import { BlockList, isIP } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

/** Private networks first (RFC 1918), then others that the internet does not reach (IANA special-purpose registry). */
const LOCAL_NETWORKS = [
  blockList(['192.168.0.0', 16], ['10.0.0.0', 8], ['172.16.0.0', 12]),
  blockList(
    ['100.64.0.0', 10],
    ['169.254.0.0', 16],
    ['192.0.2.0', 24],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
  ),
];

/** Networks between this machine and its containers or virtual machines. Other devices are not in them. */
const VIRTUAL = /^(?:docker|br-|veth|virbr|vboxnet|vmnet|podman|cni|vEthernet)/i;

/**
 * The IPv4 address under which other devices of the local network reach this machine: the first one of a private network,
 * otherwise the first one that is not reachable from the internet. Undefined if there is none. A public address is never
 * chosen, because it would open the emulator to everybody.
 */
export function lanAddress(
  interfaces: Readonly<Record<string, NetworkInterfaceInfo[] | undefined>> = networkInterfaces(),
): string | undefined {
  const candidates = Object.entries(interfaces)
    .filter(([name]) => !VIRTUAL.test(name))
    .flatMap(([, addresses = []]) => addresses)
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  for (const networks of LOCAL_NETWORKS) {
    const found = candidates.find((address) => networks.check(address));
    if (found !== undefined) return found;
  }
  return undefined;
}

function blockList(...subnets: readonly [net: string, prefix: number][]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix);
  return list;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

/** True for a host name or an address (without brackets) that only this machine can reach: `localhost`, `*.localhost`, 127.0.0.0/8, `::1`. */
export function isLoopback(name: string): boolean {
  const version = isIP(name);
  if (version > 0) return LOOPBACK.check(name, version === 6 ? 'ipv6' : 'ipv4');
  return /^(?:.+\.)?localhost\.?$/i.test(name);
}
