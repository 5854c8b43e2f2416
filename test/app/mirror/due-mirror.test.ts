// Goal: a mirror is built at its interval, and never while that could hurt an origin or change what
// sheltered visitors read. Method: a table of states; a property over all of them.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { whyNotDue } from '../../../app/mirror/due-mirror.ts';
import { epochMs, hours } from '../../../core/units.ts';

const NOW = epochMs(Date.UTC(2021, 3, 6, 6));
const ago = (count: number) => epochMs(NOW - hours(count));
const SHELTER = { hold: false, mirrorShare: 0 };
const WELL = { standing: 'up', degradedSince: null, shelter: SHELTER, shed: null } as never;
const with_ = (change: object) => ({ ...(WELL as object), ...change }) as never;
const NEVER = { startedAt: null, outcome: null };

it.each([
  ['never built', NEVER, WELL, false, null],
  ['built an hour ago', { startedAt: ago(1), outcome: 'published' }, WELL, false, 'not-yet'],
  ['built a day ago', { startedAt: ago(24), outcome: 'published' }, WELL, false, null],
  ['failed just now', { startedAt: NOW, outcome: 'failed' }, WELL, false, 'not-yet'],
  ['failed an hour ago', { startedAt: ago(1), outcome: 'failed' }, WELL, false, null],
  ['built in an hour to come', { startedAt: ago(-1), outcome: 'published' }, WELL, false, null],
  ['paused', NEVER, WELL, true, 'paused'],
  ['not measured', NEVER, null, false, 'origin'],
  ['suspect', NEVER, with_({ standing: 'suspect' }), false, 'origin'],
  ['down', NEVER, with_({ standing: 'down' }), false, 'origin'],
  ['closed', NEVER, with_({ standing: 'suspended' }), false, 'origin'],
  ['degraded', NEVER, with_({ degradedSince: NOW }), false, 'origin'],
  ['held', NEVER, with_({ shelter: { hold: true, mirrorShare: 1 } }), false, 'sheltering'],
  ['shared', NEVER, with_({ shelter: { hold: false, mirrorShare: 0.1 } }), false, 'sheltering'],
  ['shed', NEVER, with_({ shed: { share: 0.2 } }), false, 'sheltering'],
] as const)('%s', (_, work, state, isPaused, expected) => {
  expect(whyNotDue(work, hours(24), state, isPaused, NOW)).toBe(expected);
});

it('is never due while the origin is not up, whatever else holds', () => {
  const standing = fc.constantFrom('suspect', 'down', 'suspended');
  fc.assert(
    fc.property(
      standing,
      fc.boolean(),
      fc.integer({ min: 0, max: 1_000 }),
      (one, paused, count) => {
        const work = { startedAt: ago(count), outcome: 'published' } as const;
        return whyNotDue(work, hours(24), with_({ standing: one }), paused, NOW) !== null;
      },
    ),
  );
});
