// Goal: what a teacher kept to some is never shown to all; an order of learning hides nothing.
// Method: rules as Moodle writes them, with the answer; then any rule around one that is closed.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOpenToAll } from '../../../../../adapters/local/lessons/moodle/availability.ts';

const NOW = 1_000;
const completion = { type: 'completion', cm: 12, e: 1 };
const group = { type: 'group', id: 4 };
const from = (t: number) => ({ type: 'date', d: '>=', t });
const all = (...c: readonly unknown[]) => ({ op: '&', c, showc: c.map(() => true) });
const any = (...c: readonly unknown[]) => ({ op: '|', c, show: true });

it.each([
  ['nothing', '', true],
  ['an empty rule', JSON.stringify(all()), true],
  ['another page first', JSON.stringify(all(completion)), true],
  ['a date that had passed', JSON.stringify(all(from(NOW))), true],
  ['a date to come', JSON.stringify(all(from(NOW + 1))), false],
  ['until a date', JSON.stringify(all({ type: 'date', d: '<', t: NOW + 9 })), false],
  ['a group', JSON.stringify(all(group)), false],
  ['a mark', JSON.stringify(all({ type: 'grade', id: 3, min: 50 })), false],
  ['a profile', JSON.stringify(all({ type: 'profile', sf: 'email' })), false],
  ['a kind of rule that nobody knows', JSON.stringify(all({ type: 'password' })), false],
  ['a group, or another page first', JSON.stringify(any(group, completion)), true],
  ['a group, and another page first', JSON.stringify(all(group, completion)), false],
  ['not in a group', JSON.stringify({ op: '!&', c: [group] }), false],
  ['not another page', JSON.stringify({ op: '!|', c: [completion] }), false],
  ['rules in rules', JSON.stringify(all(any(group, all(completion)), from(1))), true],
  ['no JSON', '{"op":', false],
  ['no rule', '[1]', false],
  ['more than anybody reads', JSON.stringify(all('x'.repeat(60_000))), false],
])('%s', (_, rule, expected) => {
  expect(isOpenToAll(rule, NOW)).toBe(expected);
});

it('nothing that asks for a group in all its ways is open, however it is wrapped', () => {
  const wrapped = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 12 },
      fc.constant(group),
      fc
        .tuple(fc.constantFrom('&', '|', '!&', '!|'), tie('tree'))
        .map(([op, c]) => ({ op, c: [c] })),
    ),
  })).tree;
  fc.assert(
    fc.property(wrapped, (tree) => {
      expect(isOpenToAll(JSON.stringify(tree), NOW)).toBe(false);
    }),
  );
});
