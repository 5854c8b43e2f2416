import { BlockList, isIP, isIPv4 } from 'node:net';

/**
 * Where machines tell their own credentials, or that are no machine: link-local addresses, and those
 * that clouds answer at outside of them.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 * @see https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 * @see https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
 */
const IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['224.0.0.0', 3],
];
const IPV6: readonly (readonly [string, number])[] = [
  ['::', 128],
  ['fd00:ec2::', 32],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

/**
 * How IPv6 carries an IPv4 address: mapped, translated (RFC 6052, RFC 8215), and 6to4 (RFC 3056). Not
 * "compatible", which nothing routes and whose first address is the loopback's own.
 */
const CARRIERS: readonly ((high: string, low: string) => readonly [string, number])[] = [
  (high, low) => [`::ffff:${high}:${low}`, 96],
  (high, low) => [`64:ff9b::${high}:${low}`, 96],
  (high, low) => [`64:ff9b:1::${high}:${low}`, 96],
  (high, low) => [`2002:${high}:${low}::`, 16],
];

const never = new BlockList();
for (const [net, prefix] of IPV6) never.addSubnet(net, prefix, 'ipv6');
for (const [net, prefix] of IPV4) {
  never.addSubnet(net, prefix, 'ipv4');
  const [high, low] = halves(net);
  for (const carry of CARRIERS) {
    const [carried, from] = carry(high, low);
    never.addSubnet(carried, from + prefix, 'ipv6');
  }
}

function halves(address: string): readonly [string, string] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return [(a * 256 + b).toString(16), (c * 256 + d).toString(16)];
}

/**
 * Whether an address is one that nothing of Préau ever connects to, whoever names it: no
 * configuration has a reason to, and whoever can write there what is asked reads its machine's keys.
 *
 * @param address as a resolver gives it, or a URL's host without brackets; a name is none
 */
export function isNeverReached(address: string): boolean {
  const [bare = ''] = address.split('%');
  if (isIPv4(bare)) return never.check(bare, 'ipv4');
  return isIP(bare) === 6 && never.check(bare, 'ipv6');
}

/** The rest: what an operator's own configuration may name, inside a network too. */
export const mayBeNamed = (address: string): boolean => !isNeverReached(address);
