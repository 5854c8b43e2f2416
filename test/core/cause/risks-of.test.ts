// Goal: services share what is on record of both, and nothing else.
// Method: one service that leans on five things, and one of which nothing is known.
import { expect, test } from 'vitest';
import { riskIdOf, risksOf } from '../../../core/cause/risks-of.ts';
import type { Neighbour } from '../../../core/cause/signals-from-topology.ts';
import { platformId } from '../../../core/units.ts';

const service = (of: Partial<Neighbour>): Neighbour => ({
  platform: platformId('own'),
  name: 'own',
  hoster: 'unknown',
  standing: 'up',
  fellAt: null,
  ...of,
});
const WHOLE = service({ hoster: 'x', cdn: 'x', dns: 'n', login: 'l', vendor: 'v' });

test('each thing that a service leans on is a group, told apart by its kind', () => {
  const { groups, leaningsOf } = risksOf([WHOLE, service({ hoster: 'x' })]);
  expect(groups).toEqual([
    { id: 'hoster:x', kind: 'hoster' },
    { id: 'cdn:x', kind: 'cdn' },
    { id: 'dns:n', kind: 'dns' },
    { id: 'login:l', kind: 'login' },
    { id: 'vendor:v', kind: 'vendor' },
  ]);
  expect(leaningsOf(WHOLE)).toEqual(['hoster:x', 'cdn:x', 'dns:n', 'login:l', 'vendor:v']);
  expect(leaningsOf(service({ hoster: 'x' }))).toEqual(['hoster:x']);
});

test('what is unknown, empty or not on record is shared by nobody', () => {
  const none = service({ cdn: '', dns: 'unknown' });
  const { groups, leaningsOf } = risksOf([none]);
  expect([groups, leaningsOf(none)]).toEqual([[], []]);
  expect((['hoster', 'cdn', 'dns', 'login'] as const).map((kind) => riskIdOf(none, kind))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
