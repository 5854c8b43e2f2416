import { expect, test } from 'vitest';
import type { PairPlatform } from '../../../core/shelter/weighted-pair.ts';
import { desiredRecords } from '../../../home/names/desired-records.ts';
import { readNamesSpec } from '../../../home/names/names-spec.ts';
import { aPlatform, aSpec } from './names-fixture.ts';

// Goal: the name server has every record that the configuration publishes, and no two that cannot
// stand beside each other. Method: specs, and the records that they ask for.

const plain = aPlatform('ent', 443);
const named: PairPlatform = {
  ...plain,
  origin: { ...plain.origin, cname: 'ent.hoster.example' },
};
const withHttps: PairPlatform = {
  ...plain,
  origin: { ...plain.origin, https: '1 . alpn="h2,h3"' },
  mirror: { ...plain.mirror!, https: '1 . alpn="h2"' },
};
const specOf = (...platforms: readonly PairPlatform[]) => aSpec('/nowhere', platforms);
const told = (platform: PairPlatform, name: string) =>
  desiredRecords(specOf(platform))
    .records.filter((record) => record.name === name)
    .map(({ type, setIdentifier, values }) =>
      `${type} ${setIdentifier} ${values.join(' ')}`.replace('  ', ' '),
    );

test('an HTTPS record is a pair beside the addresses', () => {
  expect(told(withHttps, 'ent.example')).toEqual([
    'A origin 127.0.0.1',
    'A mirror 127.0.0.10',
    'HTTPS origin 1 . alpn="h2,h3"',
    'HTTPS mirror 1 . alpn="h2"',
  ]);
});

test('a CNAME is a pair alone, and where it leads to has the addresses', () => {
  expect(told(named, 'ent.example')).toEqual([
    'CNAME origin ent.hoster.example',
    'CNAME mirror secours-ent.example',
  ]);
  expect(told(named, 'ent.hoster.example')).toEqual(['A 127.0.0.1']);
  expect(told(named, 'secours-ent.example')).toEqual(['A 127.0.0.10']);
});

test('a control has what its origin publishes', () => {
  const { mirror: _, ...control } = withHttps;
  expect(told(control, 'ent.example')).toEqual(['A 127.0.0.1', 'HTTPS 1 . alpn="h2,h3"']);
  const { mirror: __, ...byName } = named;
  const own = { ...byName, origin: { ...byName.origin, host: 'ent.example' } };
  expect(told(own, 'ent.example')).toEqual(['CNAME ent.hoster.example']);
});

test('no name has two records of a type that stand alone, nor anything beside a CNAME', () => {
  const second = { ...aPlatform('two', 443), hostname: 'ent.hoster.example' };
  const { records } = desiredRecords(specOf(named, second, withHttps));
  const simple = records.filter(({ setIdentifier }) => setIdentifier === '');
  for (const one of simple) {
    const beside = records.filter(
      (other) =>
        other !== one &&
        other.name === one.name &&
        (other.type === one.type || [one.type, other.type].includes('CNAME')),
    );
    expect(beside).toEqual([]);
  }
});

test('a spec is read with its CNAME and HTTPS records, and refused where they cannot be', () => {
  const read = readNamesSpec(JSON.parse(JSON.stringify(specOf(named, withHttps))));
  expect(read.platforms[0]?.origin.cname).toBe('ent.hoster.example');
  expect(read.platforms[1]?.mirror?.https).toBe('1 . alpn="h2"');
  const apex = specOf({ ...named, hostname: 'Example.' });
  expect(() => readNamesSpec(apex)).toThrow(/platforms\.0\.origin\.cname: no CNAME at Example\./);
  const bad = { ...withHttps, origin: { ...withHttps.origin, https: 'h2' } };
  expect(() => readNamesSpec(specOf(bad))).toThrow(/HTTPS record/);
});

test('what is no host name is refused as fast as it is read', () => {
  const spec = specOf(plain);
  const begun = performance.now();
  const bad = { ...plain, hostname: `${'a'.repeat(60)}!` };
  expect(() => readNamesSpec({ ...spec, platforms: [bad] })).toThrow(/platforms\.0\.hostname/);
  expect(performance.now() - begun).toBeLessThan(1_000);
  for (const hostname of ['ent.example', 'ent.example.', 'a', '_x.1-2.fr', `${'a'.repeat(63)}.fr`])
    expect(readNamesSpec({ ...spec, platforms: [{ ...plain, hostname }] })).toBeDefined();
  for (const hostname of ['', '.', '..', 'a..b', '-a.fr', 'a-.fr', `${'a'.repeat(64)}.fr`, 'a b'])
    expect(() => readNamesSpec({ ...spec, platforms: [{ ...plain, hostname }] })).toThrow(
      /hostname/,
    );
});
