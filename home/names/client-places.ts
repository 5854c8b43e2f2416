import { isIPv4 } from 'node:net';
import { ipv6Data } from './record-address.ts';

/** Counts the connections of each client, and lets each have so many. */
export interface ClientPlaces {
  /**
   * @param address its own, as the socket says it
   * @returns gives the place back, once; null when there is none left, or no address any more
   */
  enter(address: string | undefined): (() => void) | null;
}

/** Whoever has an IPv6 network has 64 bits of addresses: it is one client (RFC 4291 2.5.4). */
const NETWORK_BYTES = 8;

/** Places for `eachMax` connections of one IPv4 address, or of one IPv6 network. */
export function clientPlaces(eachMax: number): ClientPlaces {
  const taken = new Map<string, number>();
  return {
    enter(address) {
      const client = address === undefined ? '' : clientOf(address);
      const now = taken.get(client) ?? 0;
      if (client === '' || now >= eachMax) return null;
      taken.set(client, now + 1);
      return () => {
        const left = (taken.get(client) ?? 0) - 1;
        if (left > 0) taken.set(client, left);
        else taken.delete(client);
      };
    },
  };
}

function clientOf(address: string): string {
  // As a socket that listens on :: has it.
  const mapped = address.replace(/^::ffff:/i, '');
  if (isIPv4(mapped)) return mapped;
  const [bare = ''] = address.split('%');
  return ipv6Data(bare)?.subarray(0, NETWORK_BYTES).toString('hex') ?? '';
}
