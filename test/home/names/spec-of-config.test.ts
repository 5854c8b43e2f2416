import { expect, test } from 'vitest';
import { readConfig } from '../../../config/read-config.ts';
import { readNamesSpec } from '../../../home/names/names-spec.ts';
import { namesSpecOf } from '../../../home/names/spec-of-config.ts';
import { aConfig } from '../../config/a-config.ts';

// Goal: the name server takes every configuration that is right.
// Method: what a configuration may have the most of, as the spec of a name server and read as one.

const PACE = { checkIntervalMs: 10_000, checkTimeoutMs: 4_000, failureThreshold: 10 };

const specOf = (changes: Readonly<Record<string, unknown>>) => {
  const read = readConfig(aConfig(changes));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  return readNamesSpec(JSON.parse(JSON.stringify(namesSpecOf(read.config, '/data', PACE))));
};

test('as many name servers of a zone as its parent may list', () => {
  const ns = Array.from({ length: 13 }, (_, index) => `ns${index + 1}.region.example`);
  const { zones } = specOf({ 'names.zones.0.nameServers': ns });
  expect(zones).toEqual([{ name: 'region.example', ns }]);
});

test('as many addresses, and as long texts, as an origin may have', () => {
  const addresses = Array.from({ length: 16 }, (_, index) => `192.0.2.${index + 1}`);
  const path = `/${'p'.repeat(254)}`;
  const expected = 'é'.repeat(255);
  const { platforms } = specOf({
    'platforms.0.origin.addresses': addresses,
    'platforms.0.origin.path': path,
    'platforms.0.origin.expect': expected,
  });
  expect(platforms[0]?.origin).toMatchObject({ addresses, path, expect: expected });
});
