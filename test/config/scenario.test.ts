import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localInstant } from '../../config/local-instant.ts';
import { readConfig } from '../../config/read-config.ts';
import { readScenario } from '../../config/scenario.ts';

// Goal: a scenario is read whole or refused with every problem at its line and column.
// Method: the shipped example, and copies of it with one thing broken each.

const EXAMPLE = new URL('../../examples/april-6-2021/', import.meta.url);
const text = readFileSync(new URL('scenario.yaml', EXAMPLE), 'utf8');

function problemsOf(broken: string): readonly string[] {
  const read = readScenario(broken, 'en');
  if (read.kind === 'read') return [];
  return read.problems.map((one) => {
    const line = broken.split('\n')[one.line - 1] ?? '';
    return `${one.path} | ${line.slice(one.column - 1).split(/[ ,}]/)[0]} | ${one.code}`;
  });
}

test('the example is read, with its local times as instants', () => {
  const read = readScenario(text);
  if (read.kind !== 'read') throw new Error(JSON.stringify(read.problems));
  const { scenario } = read;
  expect(new Date(scenario.start).toISOString()).toBe('2021-04-06T05:40:00.000Z');
  expect(scenario.platforms).toHaveLength(8);
  expect(scenario.floods[0]?.to).toBe(Date.parse('2021-04-06T06:42:00Z'));
  expect(scenario.claims.map(({ claim }) => claim.at)).toEqual(
    scenario.claims.map(({ claim }) => claim.at).toSorted((a, b) => a - b),
  );
  expect((scenario.end - scenario.start) / scenario.pace).toBeLessThanOrEqual(95_000);
});

test('the example and its configuration speak of the same platforms and vantages', () => {
  const read = readScenario(text);
  const config = readConfig(readFileSync(new URL('preau.yaml', EXAMPLE), 'utf8'), {
    rehearsal: true,
  });
  if (read.kind !== 'read' || config.kind !== 'read') throw new Error('not read');
  const ids = config.config.platforms.map(({ id }) => id);
  expect(read.scenario.platforms.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  const vantages = config.config.vantages.map(({ id }) => id);
  for (const { vantage } of read.scenario.blindVantages) expect(vantages).toContain(vantage);
  for (const { origin, mirror } of config.config.platforms) {
    for (const address of [...origin.addresses, ...(mirror?.addresses ?? [])]) {
      expect(address).toMatch(/^127\./);
    }
  }
});

test.each([
  ['seed: 20210406', 'seed: beaucoup', 'seed | beaucoup | type-number'],
  ['pace: 60', 'pace: 60\npce: 3', 'pce | pce: | unknown-key-near'],
  ['queue: 8,', 'queue: 8, kew: 2,', 'platforms[0].capacity.kew | kew: | unknown-key'],
  ['role: vendor', 'role: vendeur', 'claims[0].role | vendeur | not-among'],
  ['readsFor: 130s', 'readsFor: longtemps', 'habits.readsFor | longtemps | duration'],
  ['from: "08:10"', 'from: "8h15"', 'floods[0].from | "8h15" | invalid'],
  ['from: "08:10"', 'from: "08:75"', 'floods[0].from | "08:75" | invalid'],
  ['from: "08:10"', 'from: "08:55"', 'floods[0].to | "08:42" | invalid'],
  ['end: 2021-04-06T09:00', 'end: 2021-04-06T07:10', 'end | 2021-04-06T07:10 | invalid'],
  ['platform: classe-cned', 'platform: classe', 'floods[0].platform | classe | invalid'],
  ['pupils: 54', 'pupils: 400', 'platforms | - | invalid'],
  ['perSecond: 60', 'perSecond: 4500', 'floods[0].perSecond | 4500 | number-most'],
  ['timeZone: Europe/Paris', 'timeZone: Europe/Lutece', 'timeZone | Europe/Lutece | time-zone'],
])('%s made into %s is refused at its place', (good, bad, problem) => {
  const broken = good === 'pupils: 54' ? text.replaceAll(good, bad) : text.replace(good, bad);
  expect(broken).not.toBe(text);
  expect(problemsOf(broken)).toContain(problem);
});

test('a crowd whose times do not rise is refused at the point that goes back', () => {
  const broken = text.replace('{ at: "08:34", pupils: 54 }', '{ at: "07:41", pupils: 54 }');
  expect(problemsOf(broken).join()).toMatch(/crowd\[\d\]\.at \| "07:41" \| invalid/);
});

test('anything at all is read or refused, and nothing is thrown', () => {
  const lines = text.split('\n');
  fc.assert(
    fc.property(fc.nat(lines.length - 1), fc.string({ maxLength: 40 }), (index, noise) => {
      const read = readScenario(lines.with(index, noise).join('\n'), 'en');
      expect(read.kind === 'read' || read.problems.length > 0).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('local times follow the clocks of their zone, and times that do not exist are none', () => {
  const utc = (local: string, zone: string) => {
    const at = localInstant(local, zone);
    return at === null ? null : new Date(at).toISOString();
  };
  expect(utc('2021-04-06T08:00', 'Europe/Paris')).toBe('2021-04-06T06:00:00.000Z');
  expect(utc('2021-01-06T08:00:30', 'Europe/Paris')).toBe('2021-01-06T07:00:30.000Z');
  expect(utc('2021-04-06T08:00', 'Pacific/Noumea')).toBe('2021-04-05T21:00:00.000Z');
  expect(utc('2021-03-28T02:30', 'Europe/Paris')).toBeNull();
  expect(utc('2021-10-31T02:30', 'Europe/Paris')).toBe('2021-10-31T00:30:00.000Z');
  expect(utc('2021-02-30T08:00', 'Europe/Paris')).toBeNull();
  expect(utc('demain', 'Europe/Paris')).toBeNull();
});
