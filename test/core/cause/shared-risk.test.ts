// Goal: who fell and who stood tells a shared fault from a crowd, as far as it can.
// Method: the two worked examples of the literature's reckoning, and properties over random maps.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RiskGroup, type RiskMember, sharedRisk } from '../../../core/cause/shared-risk.ts';

const X: RiskGroup = { id: 'x', kind: 'hoster' };

const members = (many: number, down: boolean, group?: string): readonly RiskMember[] =>
  Array.from({ length: many }, () => ({
    down,
    leansOn: group === undefined ? [] : [{ group, trust: 1 }],
  }));

test('six portals at once, three of one hoster where another service stands: a crowd', () => {
  const morning = [...members(3, true, 'x'), ...members(3, true), ...members(1, false, 'x')];
  const { demand, groups } = sharedRisk(morning, [X], 0.3);
  expect(demand).toBeGreaterThan(0.9996);
  expect(groups.get('x')).toBeCloseTo(0.0004, 4);
});

test('four services of one hoster while three others stand, and no crowd awaited: that hoster', () => {
  const night = [...members(4, true, 'x'), ...members(3, false)];
  const { demand, groups } = sharedRisk(night, [X], 0.01);
  expect(groups.get('x')).toBeCloseTo(0.91, 2);
  expect(demand).toBeCloseTo(0.09, 2);
});

test('two hosters may fail at once, and both are found', () => {
  const Y: RiskGroup = { id: 'y', kind: 'hoster' };
  const night = [...members(4, true, 'x'), ...members(4, true, 'y'), ...members(12, false)];
  const { groups } = sharedRisk(night, [X, Y], 0.01);
  expect(groups.get('x')).toBeGreaterThan(0.9);
  expect(groups.get('y')).toBeGreaterThan(0.9);
});

test('a map that is less sure accuses less', () => {
  const at = (trust: number) => {
    const down = members(4, true).map((one) => ({ ...one, leansOn: [{ group: 'x', trust }] }));
    return sharedRisk([...down, ...members(3, false)], [X], 0.01).groups.get('x') ?? 0;
  };
  expect(at(0.7)).toBeLessThan(at(0.9));
  expect(at(0.9)).toBeLessThan(at(1));
});

const group = fc.constantFrom('a', 'b', 'c');
const KINDS: readonly RiskGroup[] = [
  { id: 'a', kind: 'hoster' },
  { id: 'b', kind: 'dns' },
  { id: 'c', kind: 'vendor' },
];
const member = fc.record({
  down: fc.boolean(),
  leansOn: fc.uniqueArray(fc.record({ group, trust: fc.constantFrom(0.7, 0.9) }), {
    selector: (one) => one.group,
  }),
});
const map = fc.array(member, { minLength: 1, maxLength: 12 });

test('each share lies in 0 to 1, whatever the map and whoever is down', () => {
  fc.assert(
    fc.property(map, fc.double({ min: 0.001, max: 0.9, noNaN: true }), (all, demandPrior) => {
      const { demand, groups } = sharedRisk(all, KINDS, demandPrior);
      for (const share of [demand, ...groups.values()]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
  );
});

test('one more service that stands at a hoster never speaks against it less', () => {
  fc.assert(
    fc.property(map, (all) => {
      const before = sharedRisk(all, KINDS, 0.01).groups.get('a') ?? 0;
      const control = { down: false, leansOn: [{ group: 'a', trust: 0.9 }] };
      const after = sharedRisk([...all, control], KINDS, 0.01).groups.get('a') ?? 0;
      expect(after).toBeLessThanOrEqual(before + 1e-9);
    }),
  );
});

test('the order of services does not matter', () => {
  fc.assert(
    fc.property(map, (all) => {
      const one = sharedRisk(all, KINDS, 0.01);
      const other = sharedRisk(all.toReversed(), KINDS.toReversed(), 0.01);
      expect(other.demand).toBeCloseTo(one.demand, 9);
    }),
  );
});

test('a thousand services of a hundred groups are reckoned at once', () => {
  const many = Array.from({ length: 1_000 }, (_none, index) => ({
    down: index % 3 === 0,
    leansOn: [{ group: `g${index % 100}`, trust: 0.9 }],
  }));
  const groups = Array.from({ length: 100 }, (_none, index) => ({
    id: `g${index}`,
    kind: 'hoster' as const,
  }));
  expect(sharedRisk(many, groups, 0.01).demand).toBeGreaterThan(0.99);
});
