import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';
import type { buildConnector as Connector } from 'undici';
import buildConnector from 'undici/lib/core/connect.js';
import { isNeverReached } from '../never-reached.ts';

/** Which machines a crawl may open a connection to. */
export interface ReachRules {
  readonly allowLoopback: boolean;
  /** Host names that may stand in a private network. */
  readonly privateHosts: readonly string[];
  readonly pinned: Pinned;
}

/**
 * Where hosts are asked for instead of where DNS says. Whoever writes an address down means it: it
 * may be of a private network.
 */
export interface Pinned {
  readonly [hostname: string]: {
    readonly addresses: readonly string[];
    /** Instead of the scheme's own, where an address names no other. */
    readonly port?: number | undefined;
  };
}

const listOf = (
  type: 'ipv4' | 'ipv6',
  nets: readonly (readonly [string, number])[],
  list = new BlockList(),
): BlockList => {
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, type);
  return list;
};

const loopback = listOf('ipv6', [['::1', 128]], listOf('ipv4', [['127.0.0.0', 8]]));

/** @see https://www.rfc-editor.org/rfc/rfc1918 and RFC 4193, RFC 6598 */
const privateNets = listOf(
  'ipv6',
  [['fc00::', 7]],
  listOf('ipv4', [
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
  ]),
);

/** Neither private nor of the Internet. @see https://www.iana.org/assignments/iana-ipv4-special-registry */
const special = listOf('ipv4', [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]);

/** What of 2000::/3 carries an IPv4 address or is for documentation: it may lead back inside. */
const specialSix = listOf('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);
const givenSix = listOf('ipv6', [['2000::', 3]]);

/**
 * Whether a connection to `address` may be opened for `hostname`.
 *
 * Addresses where clouds keep their machines' credentials are never reached, though a private host is
 * said to be there; nor is any form of IPv6 that carries an IPv4 address.
 */
export function mayReach(address: string, hostname: string, rules: ReachRules): boolean {
  if (isNeverReached(address)) return false;
  if (isIPv4(address)) {
    if (loopback.check(address, 'ipv4')) return rules.allowLoopback;
    if (privateNets.check(address, 'ipv4')) return rules.privateHosts.includes(hostname);
    return !special.check(address, 'ipv4');
  }
  if (isIP(address) !== 6 || address.includes('.') || /^::ffff:/i.test(address)) return false;
  if (loopback.check(address, 'ipv6')) return rules.allowLoopback;
  if (privateNets.check(address, 'ipv6')) return rules.privateHosts.includes(hostname);
  return givenSix.check(address, 'ipv6') && !specialSix.check(address, 'ipv6');
}

/** A host all of whose addresses are off limits. */
export class OffLimits extends Error {}

/**
 * What opens connections for a crawl. The rule is asked of the address that the connection is then
 * opened to, so that a name which changes its address between two questions gains nothing.
 */
export function guardedConnector(
  rules: ReachRules,
  options: { readonly timeoutMs: number; readonly ca?: string | undefined },
): Connector.connector {
  const { timeoutMs, ca } = options;
  const connect = buildConnector({
    timeout: timeoutMs,
    allowH2: false,
    lookup: guardedLookup(rules),
    ...(ca === undefined ? {} : { ca }),
  } as Connector.BuildOptions);
  return (target, callback) => {
    const hostname = bare(target.hostname);
    // An address that is written out is never looked up.
    if (isIP(hostname) !== 0 && !mayReach(hostname, hostname, rules)) {
      callback(new OffLimits(`${hostname} is off limits`), null);
      return;
    }
    const port = target.port === '' ? rules.pinned[hostname]?.port : undefined;
    connect(port === undefined ? target : { ...target, port: String(port) }, callback);
  };
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').toLowerCase();

function guardedLookup(rules: ReachRules): LookupFunction {
  return (hostname, options, callback) => {
    const name = hostname.toLowerCase();
    const given = rules.pinned[name];
    const known = given === undefined ? rules : { ...rules, privateHosts: [name] };
    const answer = (found: readonly LookupAddress[]): void => {
      const open = found.filter(({ address }) => mayReach(address, name, known));
      const [first] = open;
      if (first === undefined) callback(new OffLimits(`${hostname} is off limits`), '', 0);
      else if (options.all === true) callback(null, open);
      else callback(null, first.address, first.family);
    };
    if (given !== undefined) {
      answer(given.addresses.map((address) => ({ address, family: isIP(address) })));
      return;
    }
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error === null) answer(found);
      else callback(error, '', 0);
    });
  };
}
