import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isNeverReached } from './never-reached.ts';

/** A name that leads to where nothing may be sent. */
class AddressRefused extends Error {
  /** As of a name that leads nowhere: nothing has left. */
  readonly code = 'ENOTFOUND';
}

/**
 * Looks names up for a connection to what an operator has configured, which may stand inside a network:
 * all but what {@link isNeverReached} holds. Asked for each connection and of the very address that is
 * then connected to, so that a name which changes between two questions gains nothing.
 *
 * @param resolve @default Node's own
 */
export const guardedLookup =
  (resolve: typeof lookup = lookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const refused = found.find(({ address }) => isNeverReached(address));
      const [first] = found;
      if (refused !== undefined || first === undefined) {
        const to = refused?.address ?? 'nowhere';
        return callback(new AddressRefused(`${hostname} leads to ${to}, which is never asked`), []);
      }
      return options.all ? callback(null, found) : callback(null, first.address, first.family);
    });
  };
