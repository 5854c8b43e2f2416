// Goal: the name server's own account shows a flap (P4), and blames Préau for none while it was
// dead (P2). Method: turns written by hand, in real milliseconds.
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../core/promises/finding.ts';
import { checkTurns, mergeChecks, type NamesTurn } from '../../../home/rehearse/names-turns.ts';
import { testPolicy } from '../../fixtures/policy.ts';

// Half an hour of hold at a pace of 60 is 30 s of the machine.
const policy = testPolicy();
const PACE = 60;

const turn = (at: number, way: 'out' | 'back', changes: Partial<NamesTurn> = {}): NamesTurn => ({
  at,
  name: 'nord.example',
  type: 'A',
  from: way === 'out' ? 'origin' : 'mirror',
  to: way === 'out' ? 'mirror' : 'origin',
  cause: { kind: 'hold' },
  ...changes,
});

const p4 = (turns: readonly NamesTurn[], away: readonly { from: number; to: number }[] = []) =>
  checkTurns(turns, policy, PACE, away).find(({ id }) => id === 'P4');

describe('turns that the name server saw', () => {
  it('farther apart than the hold are no flap', () => {
    expect(p4([])).toMatchObject({ held: true });
    expect(p4([turn(0, 'out'), turn(20_000, 'back'), turn(30_000, 'out')])?.held).toBe(true);
  });

  it('closer than the hold are one, and it is named', () => {
    const found = p4([turn(0, 'out'), turn(20_000, 'back'), turn(29_999, 'out')]);
    expect(found).toMatchObject({
      held: false,
      said: [{ key: 'name-left-twice', values: { name: 'nord.example', ms: 29_999 } }],
    });
  });

  it('of two names, or of two types of one name, are not each other’s', () => {
    expect(p4([turn(0, 'out'), turn(1, 'out', { name: 'sud.example' })])?.held).toBe(true);
    expect(p4([turn(0, 'out'), turn(1, 'out', { type: 'AAAA' })])?.held).toBe(true);
  });

  it('while no Préau was alive were made by health alone, and count for none of its own', () => {
    const turns = [
      turn(1_000, 'out', { cause: { kind: 'health' } }),
      turn(5_000, 'back'),
      turn(9_000, 'out'),
    ];
    expect(p4(turns)?.held).toBe(false);
    expect(p4(turns, [{ from: 500, to: 4_000 }])?.held).toBe(true);
    expect(p4(turns, [{ from: 9_500, to: 12_000 }])?.held).toBe(false);
  });

  it('by health show P2; without one nothing is said of it', () => {
    const by = (kind: NamesTurn['cause']['kind']) =>
      checkTurns([turn(0, 'out', { cause: { kind } })], policy, PACE, []).map(({ id }) => id);
    expect(by('health')).toEqual(['P2', 'P4']);
    expect(by('hold')).toEqual(['P4']);
  });
});

describe('accounts of one promise', () => {
  it('hold together when each holds; a single no is a no, and only the noes are told', () => {
    const [a, b, c, d] = [1, 2, 3, 4].map(
      (count): Finding => ({ key: 'names-steady', values: { count } }),
    ) as [Finding, Finding, Finding, Finding];
    const one = { id: 'P4', held: true, said: [a] } as const;
    const other = { id: 'P4', held: true, said: [b] } as const;
    const no = { id: 'P4', held: false, said: [c] } as const;
    expect(mergeChecks([one, other])).toEqual([{ id: 'P4', held: true, said: [a, b] }]);
    expect(mergeChecks([one, no, other])).toEqual([{ id: 'P4', held: false, said: [c] }]);
    const open = { ...no, undecided: true, said: [d] } as const;
    expect(mergeChecks([one, open])).toEqual([{ ...open }]);
    expect(mergeChecks([open, no])).toEqual([{ id: 'P4', held: false, said: [d, c] }]);
  });
});
