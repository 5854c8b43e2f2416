import { type PairPlatform, publishedTypes } from '../../../core/shelter/weighted-pair.ts';
import type { Primary } from './primary.ts';
import { distinct, type RecordSet } from './record-sets.ts';
import type { TcpLink } from './tcp-link.ts';
import { TYPE } from './wire-codes.ts';

/** What stands under each type that a platform's name publishes, as the primary answers it. */
export const standingSets = (
  primary: Primary,
  link: TcpLink,
  platform: PairPlatform,
): Promise<readonly RecordSet[]> =>
  askFor(primary, link, platform.hostname, publishedTypes(platform));

/**
 * What keeps a name's records from being put: a CNAME beside addresses, addresses beside a CNAME.
 *
 * @returns sets that are not empty
 */
export async function standingBeside(
  primary: Primary,
  link: TcpLink,
  platform: PairPlatform,
): Promise<readonly RecordSet[]> {
  const isAlias = publishedTypes(platform).includes('CNAME');
  const types: readonly RecordSet['type'][] = isAlias ? ['A', 'AAAA', 'HTTPS'] : ['CNAME'];
  const sets = await askFor(primary, link, platform.hostname, types);
  return sets.filter(({ data }) => data.length > 0);
}

async function askFor(
  primary: Primary,
  link: TcpLink,
  name: string,
  types: readonly RecordSet['type'][],
): Promise<readonly RecordSet[]> {
  const sets: RecordSet[] = [];
  for (const type of types) {
    const found = await primary.ask(link, name, TYPE[type]);
    const data = found.filter((record) => record.type === TYPE[type]);
    sets.push({ type, data: distinct(data.map((record) => Buffer.from(record.data))) });
  }
  return sets;
}
