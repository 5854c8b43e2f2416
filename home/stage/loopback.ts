import { isIPv4 } from 'node:net';
import { PreauError } from '../../core/errors.ts';

/**
 * The one door that every socket of the stage passes before it is opened: a rehearsal's pupils and
 * its flood are real clients, and must never reach a real service.
 *
 * @returns the same address, an IPv4 one in 127.0.0.0/8
 * @throws PreauError `off-loopback` for anything else: another address, a name, an IPv6 one
 */
export function requireLoopback(address: string): string {
  if (isIPv4(address) && address.startsWith('127.')) return address;
  throw new PreauError(
    'off-loopback',
    `Expected an address in 127.0.0.0/8, got "${address}". A rehearsal stays on this machine: give its platforms and its name server loopback addresses.`,
    { said: { key: 'rehearsal.offLoopback', values: { address } } },
  );
}
