import { type PairPlatform, publishedTypes } from '../../../core/shelter/weighted-pair.ts';
import type { Primary } from './primary.ts';
import { recordData } from './record-data.ts';
import type { RecordSet } from './record-sets.ts';
import type { TcpLink } from './tcp-link.ts';
import { CLASS, TYPE } from './wire-codes.ts';

/** Values that stand nowhere (RFC 5737, 3849, 2606): to remove one changes nothing (RFC 2136 2.5.4). */
const NOWHERE: Readonly<Record<RecordSet['type'], string>> = {
  A: '192.0.2.0',
  AAAA: '2001:db8::',
  CNAME: 'preau-try.invalid',
  HTTPS: '0 preau-try.invalid.',
};

/**
 * Send a name's primary a signed update that changes nothing, so that a wrong key, a right that was
 * not given or a clock that is off is known before the day that it matters.
 *
 * @throws PreauError as {@link Primary} does
 */
export async function tryUpdate(
  primary: Primary,
  link: TcpLink,
  zone: string,
  platform: PairPlatform,
): Promise<void> {
  const updates = publishedTypes(platform).map((type) => ({
    name: platform.hostname,
    type: TYPE[type],
    class: CLASS.NONE,
    ttlSec: 0,
    data: recordData(type, NOWHERE[type]),
  }));
  await primary.update(link, { zone, prerequisites: [], updates });
}
