import { loopbackOnly } from '../../adapters/local/loopback-guard.ts';
import type { Config } from '../../config/schema.ts';

/**
 * Refuse a rehearsal of which any part stands, looks from or listens elsewhere than on loopback.
 *
 * Its name server, its sinks for mail and SMS are put on loopback whatever the configuration says;
 * these are the addresses that are taken from it.
 *
 * @throws PreauError `off-loopback`, before any socket is made
 */
export function requireLoopback({ platforms, vantages, console }: Config): void {
  for (const { origin, mirror } of platforms)
    for (const address of [...origin.addresses, ...(mirror?.addresses ?? [])])
      loopbackOnly(address);
  for (const { sourceAddress } of vantages)
    if (sourceAddress !== undefined) loopbackOnly(sourceAddress);
  loopbackOnly(console.listen);
}
