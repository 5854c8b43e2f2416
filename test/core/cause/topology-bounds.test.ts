// Goal: who fell with a platform, who stood and who shares what is counted exactly, and no other.
// Method: maps by hand from which a row follows, one service changed at a time; words that tell their key.
import { describe, expect, test } from 'vitest';
import { type RiskGroup, type RiskMember, sharedRisk } from '../../../core/cause/shared-risk.ts';
import { type Neighbour, signalsFromTopology } from '../../../core/cause/signals-from-topology.ts';
import { platformId } from '../../../core/units.ts';
import { on6April, telling } from '../../fixtures/cause/speech.ts';

const FELL = on6April('08:05');
const AT = on6April('08:15');

const service = (
  name: string,
  hoster: string,
  fell: string | null = null,
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
  signalsFromTopology({
    at: AT,
    platform: platformId('own'),
    fellAt: FELL,
    neighbours,
    speech: telling,
  });

const said = (...neighbours: readonly Neighbour[]): string =>
  signalsOf(...neighbours)
    .map(({ statement }) => statement.replace('cause.signal.topology-', ''))
    .join(', ');

const own = (more: Partial<Neighbour> = {}) => service('own', 'x', '08:05', more);
const fallen = (hosters: string, fell = '08:05', more: Partial<Neighbour> = {}) =>
  Array.from(hosters, (hoster, index) => service(`${hoster}${index}`, hoster, fell, more));
const standing = (hosters: string, more: Partial<Neighbour> = {}) =>
  Array.from(hosters, (hoster, index) => service(`up-${hoster}${index}`, hoster, null, more));

test('a row says how many, how likely, from the map', () => {
  expect(signalsOf(own(), ...fallen('yz'))).toEqual([
    {
      feature: 'topology-several-hosters',
      at: AT,
      provenance: 'measured',
      source: 'topology',
      statement: 'cause.signal.topology-several-hosters count=3 share=more than 99% hosters=3',
      value: 3,
    },
  ]);
});

test('of a platform that nobody watches, nothing is told', () => {
  expect(signalsOf(...fallen('yz'), ...standing('y'))).toEqual([]);
});

describe('several hosters at once', () => {
  const three = 'several-hosters count=3 share=more than 99% hosters=3';

  test('are three services of two at least', () => {
    expect(said(own(), ...fallen('y'))).toBe('');
    expect(said(own(), ...fallen('xx'))).toBe('');
    expect(said(own(), ...fallen('xy'))).toMatch(/^several-hosters count=3 .* hosters=2$/);
    expect(said(...fallen('yz'), own())).toBe(three);
  });

  test('are one moment up to a quarter of an hour, before or after', () => {
    expect(said(own(), ...fallen('yz', '08:20'))).toBe(three);
    expect(said(own(), ...fallen('yz', '08:20:01'))).toBe('');
    expect(said(own(), ...fallen('yz', '07:50'))).toBe(three);
    expect(said(own(), ...fallen('yz', '07:49:59'))).toBe('');
  });

  test('do not count who was closed on purpose; who is up again fell all the same', () => {
    expect(said(own(), ...fallen('yz', '08:05', { standing: 'suspended' }))).toBe('');
    expect(said(own(), ...fallen('yz', '08:05', { standing: 'up' }))).toBe(three);
  });

  test('are no crowd where all of them lean on what those who stand do not', () => {
    const names = { dns: 'names' };
    const all = [own(names), ...fallen('yz', '08:05', names), ...standing('abcdefgh')];
    expect(said(...all)).toBe('shared-third-party count=3 share=more than 99%');
  });

  test('count the platform itself, whatever its own standing was by then', () => {
    const back = own({ standing: 'up', fellAt: null });
    expect(said(back, ...fallen('yz'))).toBe(three);
  });
});

describe('a hoster', () => {
  test('is accused by those of its own who fell, and no others', () => {
    const all = [own(), ...fallen('xxxxz'), ...standing('yyyyyyyyyyyy')];
    expect(said(...all)).toBe('one-hoster-down count=5 share=98%');
  });

  test('is cleared by one who stands with it, and is neither closed nor fallen', () => {
    const control = service('control', 'x');
    expect(said(own(), control)).toBe('control-up count=1 share=2% name=control');
    expect(said(own(), { ...control, standing: 'suspended' })).toBe('');
    expect(said(own(), { ...control, standing: 'down' })).toBe('');
    expect(said(own(), service('control', 'y'))).toBe('');
  });
});

describe('a provider', () => {
  const leaning = { dns: 'names', login: 'door' };

  test('is cleared where each that is known has one who stands with it, by the likeliest', () => {
    const all = [own(leaning), ...standing('y', leaning), ...standing('zz', { dns: 'names' })];
    expect(said(...all)).toBe('provider-up count=1 share=3%');
    expect(said(...all, ...standing('w', { login: 'door' }))).toBe(
      'provider-up count=1 share=less than 1%',
    );
  });

  test('is not cleared by a crowd while nobody stands with it', () => {
    const crowd = [own(leaning), ...fallen('yzw'), ...standing('v', { dns: 'names' })];
    expect(said(...crowd)).toBe('several-hosters count=4 share=more than 99% hosters=4');
  });

  test('is not cleared between accused and cleared', () => {
    const dns = { dns: 'names' };
    const both = [own(dns), service('b', 'z', '08:05', dns)];
    expect(said(...both, ...standing('y', dns), ...standing('yy'))).toBe('');
  });
});

describe('the reckoning', () => {
  const member = (down: boolean, ...groups: readonly string[]): RiskMember => ({
    down,
    leansOn: groups.map((group) => ({ group, trust: 1 })),
  });
  const group = (id: string): RiskGroup => ({ id, kind: 'hoster' });

  test('of one that fell alone: by a crowd, by its hoster, or by itself', () => {
    // .01 × (1 - .997 × .5) against .99 × .003.
    expect(sharedRisk([member(true)], [], 0.01).demand).toBeCloseTo(0.62805, 5);
    // .00501 by the crowd, .00094 by the hoster, .00001 by both, .00297 by itself.
    const { demand, groups } = sharedRisk([member(true, 'x')], [group('x')], 0.01);
    expect(demand).toBeCloseTo(0.56228, 4);
    expect(groups.get('x')).toBeCloseTo(0.10646, 4);
  });

  test('gives nothing to a group of which nobody is down', () => {
    const all = [member(true, 'x'), member(false, 'y'), member(true)];
    const { groups } = sharedRisk(all, ['x', 'y', 'z'].map(group), 0.01);
    expect([...groups.entries()].map(([id, share]) => [id, share > 0])).toEqual([
      ['x', true],
      ['y', false],
      ['z', false],
    ]);
  });

  test('looks at 64 groups: those with the most down, then by name', () => {
    const ids = Array.from({ length: 66 }, (_none, index) => `g${10 + index}`);
    const last = 'g75';
    const all = [...ids, last].map((id) => member(true, id));
    for (const given of [ids, ids.toReversed(), [...ids.slice(40), ...ids.slice(0, 40)]]) {
      const { groups } = sharedRisk(all, given.map(group), 0.001);
      const left = ids.filter((id) => groups.get(id) === 0);
      expect(left).toEqual(['g73', 'g74']);
    }
  });
});
