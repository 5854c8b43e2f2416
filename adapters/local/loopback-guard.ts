import { isIPv6 } from 'node:net';
import { PreauError } from '../../core/errors.ts';
import { isNeverReached } from './never-reached.ts';

/** Looks at a host before any socket is opened to it; throws when it must not be reached. */
export type HostGuard = (host: string) => void;

/**
 * Refuse every host that is not written as a loopback address: `127.0.0.1` to `127.255.255.254` in
 * four plain decimal numbers, or `::1`.
 *
 * Names are refused, `localhost` too: what they resolve to is decided elsewhere. So are the other
 * ways to write an address (one number, hexadecimal, octal, IPv4 in IPv6), which resolvers read
 * in more than one way. In a rehearsal nothing may leave the machine.
 *
 * @throws PreauError `off-loopback`
 */
export const loopbackOnly: HostGuard = (host) => {
  if (isPlainLoopback(host)) return;
  throw new PreauError(
    'off-loopback',
    `expected a loopback address written as 127.x.x.x or ::1, got ${JSON.stringify(host.slice(0, 100))}. ` +
      'A rehearsal sends nothing off this machine: use the addresses that its sinks print.',
    { said: { key: 'rehearsal.offMachine', values: { got: JSON.stringify(host.slice(0, 100)) } } },
  );
};

function isPlainLoopback(host: string): boolean {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  if (bare === '::1' && isIPv6(bare)) return true;
  const numbers = /^127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/u.exec(bare);
  if (numbers === null) return false;
  return numbers.slice(1).every((part) => Number(part) <= 255 && String(Number(part)) === part);
}

/**
 * For real deployments, whose gateways and relays may stand inside a network: every host but one that is
 * written as an address that is never reached. What a name leads to is looked at when it is connected to.
 *
 * @throws PreauError `config-invalid`
 */
export const anyHost: HostGuard = (host) => {
  if (!isNeverReached(host.replace(/^\[|\]$/gu, ''))) return;
  throw new PreauError(
    'config-invalid',
    `expected a host that can be asked, got ${JSON.stringify(host.slice(0, 100))}, an address of this machine's own cloud or link. Write the host that you mean.`,
    { said: { key: 'start.ownCloud', values: { got: JSON.stringify(host.slice(0, 100)) } } },
  );
};
