import { isIP } from 'node:net';
import type { Answer, DecodedPacket } from 'dns-packet';
import { ProbeStop } from './probe-stop.ts';

/** Most addresses that one answer is believed for. Chosen. */
export const ADDRESSES_MAX = 16;
/** Longest chain of aliases that is followed. Chosen: BIND follows 11, and a browser waits for each. */
const ALIASES_MAX = 8;

/** What an answer says of a name. */
export interface NamedAddresses {
  /** At most 16, in the order of the answer. */
  readonly addresses: readonly string[];
  /** Where the chain of aliases leads to, when the answer has no address of that. */
  readonly alias?: string;
}

/**
 * Read the addresses of a name out of an answer, along its aliases: records of other names in the
 * same answer say nothing of this one.
 *
 * @throws ProbeStop of the stage `dns` for aliases that lead in a circle, or too far
 */
export function readAddresses(
  packet: DecodedPacket,
  name: string,
  type: 'A' | 'AAAA',
): NamedAddresses {
  const records = packet.answers ?? [];
  const asked = canonical(name);
  let owner = asked;
  for (let hops = 0; hops <= ALIASES_MAX; hops += 1) {
    const addresses = records.flatMap((record) => addressOf(record, owner, type));
    if (addresses.length > 0) return { addresses: addresses.slice(0, ADDRESSES_MAX) };
    const next = records.flatMap((record) => aliasOf(record, owner))[0];
    if (next === undefined) return { addresses: [], ...(owner !== asked && { alias: owner }) };
    owner = next;
  }
  const detail = `${name}: aliases in a circle, or more than ${ALIASES_MAX}`;
  throw new ProbeStop({ stage: 'dns', kind: 'dns-servfail', detail });
}

const canonical = (name: string): string => name.toLowerCase().replace(/\.$/, '');

const addressOf = (record: Answer, owner: string, type: 'A' | 'AAAA'): readonly string[] =>
  record.type === type && canonical(record.name) === owner && isIP(record.data) !== 0
    ? [record.data]
    : [];

const aliasOf = (record: Answer, owner: string): readonly string[] =>
  record.type === 'CNAME' && canonical(record.name) === owner ? [canonical(record.data)] : [];
