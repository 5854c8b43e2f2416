import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const OWN = new BlockList();
OWN.addSubnet('127.0.0.0', 8, 'ipv4');
OWN.addAddress('::1', 'ipv6');

/** The longest address in text, with a zone. */
const ADDRESS_MAX = 64;

/**
 * Whom a request counts against: its sender's address. A web server on this machine hands on those of
 * others, and appends whose they are to `X-Forwarded-For`; from anywhere else that header is only
 * what a stranger says. Of IPv6 the network counts: one household has 2^64 addresses in it.
 */
export function addressOf({
  socket,
  headers,
}: Pick<IncomingMessage, 'socket' | 'headers'>): string {
  const sender = plainAddress(socket.remoteAddress ?? '');
  const forwarded = headers['x-forwarded-for'];
  if (!isOwn(sender) || typeof forwarded !== 'string') return networkOf(sender);
  const last = plainAddress(forwarded.slice(forwarded.lastIndexOf(',') + 1).trim());
  return isIP(last) === 0 ? networkOf(sender) : networkOf(last);
}

/** An IPv4 address that a socket of both kinds writes as `::ffff:192.0.2.1`. */
const plainAddress = (text: string): string =>
  text.slice(0, ADDRESS_MAX).replace(/^::ffff:(?=\d+\.)/i, '');

function isOwn(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && OWN.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** The first 64 bits of an IPv6 address, written one way; an IPv4 address as it is. */
function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const host = URL.parse(`http://[${address.replace(/%.*$/, '')}]`)?.hostname.slice(1, -1) ?? '';
  const [head = '', tail] = host.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length;
  const whole = [...groups, ...Array.from({ length: zeros }, () => '0'), ...rest];
  return `${whole.slice(0, 4).join(':')}::/64`;
}
