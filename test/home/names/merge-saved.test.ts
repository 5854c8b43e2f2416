import { expect, test } from 'vitest';
import type { PairPlatform } from '../../../core/shelter/weighted-pair.ts';
import { changeBook } from '../../../home/names/change-book.ts';
import { desiredRecords } from '../../../home/names/desired-records.ts';
import { mergeSaved, specSets } from '../../../home/names/merge-saved.ts';
import type { NameRecord } from '../../../home/names/name-record.ts';
import { aPlatform, aSpec } from './names-fixture.ts';

// Goal: a restart loses nothing that somebody changed, and a changed spec is what is answered.
// Method: specs and what was kept of them, and the records that come of both.

const plain = aPlatform('ent', 443);
const withHttps: PairPlatform = {
  ...plain,
  origin: { ...plain.origin, https: '1 . alpn="h2,h3"' },
  mirror: { ...plain.mirror!, https: '1 . alpn="h2"' },
};
const named: PairPlatform = { ...plain, origin: { ...plain.origin, cname: 'ent.hoster.example' } };
const moved: PairPlatform = { ...plain, origin: { ...plain.origin, addresses: ['127.0.0.2'] } };
const of = (platform: PairPlatform) => desiredRecords(aSpec('/nowhere', [platform])).records;
const kept = (platform: PairPlatform, change = (records: readonly NameRecord[]) => records) => ({
  records: change(of(platform)),
  specSets: specSets(of(platform)),
  specNames: [],
});
const text: NameRecord = {
  name: 'ent.example',
  type: 'TXT',
  setIdentifier: '',
  weight: 0,
  ttlSec: 60,
  values: ['"v=spf1 -all"'],
  healthCheck: null,
};
const turned = (records: readonly NameRecord[]) =>
  records.map((record) =>
    record.setIdentifier === 'mirror' ? { ...record, weight: 100 } : record,
  );
const at = (records: readonly NameRecord[], name: string) =>
  records
    .filter((record) => record.name === name)
    .map(
      ({ type, setIdentifier, weight, values }) =>
        `${type} ${setIdentifier} ${weight} ${values.join(' ')}`,
    )
    .sort();

test('the same spec finds everything as it was left, whoever changed it', () => {
  const left = kept(withHttps, (records) => [
    ...turned(records)
      .filter(({ name }) => name !== 'secours-ent.example')
      .map((one) => (one.name === 'ns1.example' ? { ...one, values: ['127.0.0.9'] } : one)),
    text,
  ]);
  const merged = mergeSaved(of(withHttps), left);
  expect(new Set(merged)).toEqual(new Set(left.records));
  expect(merged).toHaveLength(left.records.length);
});

test('a set of which the spec has changed is the spec’s, with the weights that were set', () => {
  const merged = mergeSaved(of(moved), kept(plain, turned));
  expect(at(merged, 'ent.example')).toEqual(['A mirror 100 127.0.0.10', 'A origin 100 127.0.0.2']);
  expect(at(merged, 'origine-ent.example')).toEqual(['A  0 127.0.0.2']);
});

test('a type that no spec had stays beside the spec’s, and one that left the spec goes', () => {
  const before = kept(withHttps, (records) => [...records, text]);
  const types = at(mergeSaved(of(plain), before), 'ent.example').map((line) => line.split(' ')[0]);
  expect(types).toEqual(['A', 'A', 'TXT']);
});

test('a name that is a CNAME now has nothing beside it', () => {
  const merged = mergeSaved(
    of(named),
    kept(withHttps, (records) => [...records, text]),
  );
  expect(at(merged, 'ent.example').map((line) => line.split(' ')[0])).toEqual(['CNAME', 'CNAME']);
  expect(at(merged, 'ent.hoster.example')).toEqual(['A  0 127.0.0.1']);
});

test('what was kept before types were told has the weights, and what is of no name of the spec’s', () => {
  const added = { ...text, name: 'autre.example' };
  const { specSets: _, ...before } = kept(plain, (records) => [...turned(records), text, added]);
  const specNames = [...new Set(of(plain).map(({ name }) => name))];
  const merged = mergeSaved(of(moved), { ...before, specNames });
  expect(at(merged, 'ent.example')).toEqual(['A mirror 100 127.0.0.10', 'A origin 100 127.0.0.2']);
  expect(at(merged, 'autre.example')).toHaveLength(1);
});

test('a batch that a kill forgot shares no id with the one that has its serial', () => {
  const ids = Array.from({ length: 100 }, () => changeBook([]).open(2, 'Z1', 0).id);
  expect(new Set(ids).size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^C[0-9A-F]{24}$/);
});
