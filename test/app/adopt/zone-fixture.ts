import type { RecordEdit, StandingRecord } from '../../../app/adopt/standing-record.ts';
import type { WantedName } from '../../../app/adopt/wanted-pair.ts';

// What the tests of an adoption share: a name as it is to be, records as a zone has them, and a zone.

export const NAME = 'ent.region.example';
export const [V4, V6] = ['192.0.2.10', '2001:db8::10'];

export const wanted = (changes: Partial<WantedName> = {}): WantedName => ({
  platform: 'ent',
  hostname: NAME,
  originHost: 'origine.region.example',
  origin: [V4, V6],
  mirror: { kind: 'addresses', addresses: ['198.51.100.10', '2001:db8:1::10'] },
  ttlSec: 60,
  checks: { both: 'both', always: 'always' },
  adopted: false,
  ...changes,
});

export const plain = (
  type: string,
  values: readonly string[],
  more: object = {},
): StandingRecord => ({
  name: NAME,
  type,
  ttlSec: 300,
  values,
  ...more,
});

/** A zone that applies a batch as Route 53 does: whole or not at all. */
export function apply(
  records: readonly StandingRecord[],
  edits: readonly RecordEdit[],
): StandingRecord[] {
  let now = [...records];
  for (const { action, record } of edits) {
    const same = (one: StandingRecord) =>
      one.name === record.name &&
      one.type === record.type &&
      one.setIdentifier === record.setIdentifier;
    const before = now.find(same);
    if (action === 'CREATE' && before) throw new Error(`${record.type} exists`);
    if (action === 'DELETE' && JSON.stringify(before) !== JSON.stringify(record))
      throw new Error(`${record.type} is another`);
    now = now.filter((one) => !same(one));
    if (action !== 'DELETE') now.push(record);
  }
  for (const one of now) {
    const group = now.filter(({ name, type }) => name === one.name && type === one.type);
    const simple = group.filter(({ setIdentifier }) => setIdentifier === undefined);
    if (simple.length > 0 && group.length > 1) throw new Error(`${one.type} is mixed`);
    const names = now.filter(({ name }) => name === one.name);
    if (one.type === 'CNAME' && names.some(({ type }) => type !== 'CNAME'))
      throw new Error('a CNAME is not alone');
  }
  return now;
}
