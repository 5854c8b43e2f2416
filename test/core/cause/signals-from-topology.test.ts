// Goal: the company that a fall keeps accuses and clears what services share, and only on enough of it.
// Method: small maps by hand, from the operator's own side; properties over random ones (fast-check).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Neighbour, signalsFromTopology } from '../../../core/cause/signals-from-topology.ts';
import { platformId } from '../../../core/units.ts';
import { on6April, speech } from '../../fixtures/cause/speech.ts';

const FELL = on6April('08:05');
const AT = on6April('08:15');
const own = platformId('own');

const neighbour = (
  name: string,
  hoster: string,
  fell: string | null,
  more: Partial<Neighbour> = {},
): Neighbour => ({
  platform: platformId(name),
  name,
  hoster,
  standing: fell === null ? 'up' : 'down',
  fellAt: fell === null ? null : on6April(fell),
  ...more,
});

const signalsOf = (...neighbours: readonly Neighbour[]) =>
  signalsFromTopology({ at: AT, platform: own, fellAt: FELL, neighbours, speech });

const topology = (...neighbours: readonly Neighbour[]) =>
  signalsOf(...neighbours).map(({ feature }) => feature);

const OTHERS = ['c', 'd', 'e'].map((name) => neighbour(name, 'y', null));

test('three services of two hosters in one quarter of an hour', () => {
  expect(
    topology(
      neighbour('own', 'x', '08:05'),
      neighbour('b', 'y', '08:09'),
      neighbour('c', 'unknown', '08:01'),
    ),
  ).toEqual(['topology-several-hosters']);
});

test('an unknown hoster is never shared, and never another one', () => {
  expect(
    topology(
      neighbour('own', 'unknown', '08:05'),
      neighbour('b', 'unknown', '08:05'),
      neighbour('c', 'unknown', null),
      neighbour('d', 'x', '08:05'),
    ),
  ).toEqual([]);
});

test('a control that stands at the same hoster clears it, and says how far', () => {
  const [signal] = signalsOf(neighbour('own', 'x', '08:05'), neighbour('control', 'x', null));
  expect(signal?.feature).toBe('topology-control-up');
  expect(signal?.statement).toMatch(
    /^control, chez le même hébergeur, répond toujours : panne commune vraisemblable à 2\s%\.$/,
  );
});

test('a hoster whose services fall while three others stand', () => {
  const both = [neighbour('own', 'x', '08:05'), neighbour('b', 'x', '08:06')];
  expect(topology(...both, ...OTHERS)).toEqual(['topology-one-hoster-down']);
});

test('the same with one service elsewhere may be a crowd as well: nobody is accused', () => {
  const both = [neighbour('own', 'x', '08:05'), neighbour('b', 'x', '08:06')];
  expect(topology(...both, neighbour('c', 'y', null))).toEqual([]);
});

test('one service that stands among many of a hoster that fell does not clear it', () => {
  const fell = ['own', 'b', 'f', 'g', 'h'].map((name) => neighbour(name, 'x', '08:05'));
  expect(topology(...fell, neighbour('i', 'x', null), ...OTHERS)).toEqual([
    'topology-one-hoster-down',
  ]);
});

test('between accused and cleared, nothing is said', () => {
  const both = [neighbour('own', 'x', '08:05'), neighbour('b', 'x', '08:06')];
  expect(topology(...both, neighbour('i', 'x', null), ...OTHERS.slice(0, 2))).toEqual([]);
});

test('those that fell lean on one name provider, those that stand do not', () => {
  const dns = { dns: 'names' };
  const fell = [neighbour('own', 'x', '08:05', dns), neighbour('b', 'z', '08:05', dns)];
  expect(topology(...fell, ...OTHERS)).toEqual(['topology-shared-third-party']);
  expect(topology(...fell, ...OTHERS, neighbour('f', 'q', null, dns))).not.toContain(
    'topology-shared-third-party',
  );
});

test('another service stands with the same providers: none of them is at fault', () => {
  const leaning = { dns: 'names', login: 'door' };
  const alone = neighbour('own', 'x', '08:05', leaning);
  expect(topology(alone, neighbour('b', 'y', null, leaning))).toEqual(['topology-provider-up']);
  expect(topology(alone, neighbour('b', 'y', null, { dns: 'names' }))).toEqual([]);
});

test('one software of several hosters falls, the others stand', () => {
  const soft = { vendor: 'soft' };
  const fell = ['own', 'b', 'f', 'g'].map((name, at) => neighbour(name, `h${at}`, '08:05', soft));
  const others = ['c', 'd', 'e', 'i', 'j', 'k', 'l', 'm'].map((name) => neighbour(name, 'y', null));
  expect(topology(...fell, ...others)).toContain('topology-one-vendor-down');
});

test('a fall of an hour ago is another matter', () => {
  expect(
    topology(
      neighbour('own', 'x', '08:05'),
      neighbour('b', 'y', '07:00'),
      neighbour('c', 'z', '07:00'),
    ),
  ).toEqual([]);
});

const anyNeighbour = (name: string) =>
  fc
    .record({
      hoster: fc.constantFrom('x', 'y', 'unknown'),
      fell: fc.constantFrom('08:05', '08:12', null),
      dns: fc.constantFrom('n', 'm', 'unknown'),
    })
    .map(({ hoster, fell, dns }) => neighbour(name, hoster, fell, { dns }));

test('no hoster is accused while nothing of anybody else stands, and none is accused and cleared', () => {
  const others = fc.tuple(...['b', 'c', 'd', 'e', 'f', 'g'].map((name) => anyNeighbour(name)));
  fc.assert(
    fc.property(fc.constantFrom('x', 'y', 'unknown'), others, (hoster, all) => {
      const features = topology(neighbour('own', hoster, '08:05'), ...all);
      const accused = features.includes('topology-one-hoster-down');
      const foreign = all.some((one) => one.standing === 'up' && one.hoster !== hoster);
      expect(!accused || foreign).toBe(true);
      const fell = all.some((one) => one.standing === 'down' && one.hoster === hoster);
      expect(!accused || fell).toBe(true);
      expect(accused && features.includes('topology-control-up')).toBe(false);
      expect(hoster !== 'unknown' || !accused).toBe(true);
    }),
    { numRuns: 500 },
  );
});
