import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { chainEntry } from '../../../core/journal/chain.ts';
import type { Event } from '../../../core/incident/event.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { replayUnder } from '../../../core/journal/replay-under.ts';
import { checkJournal } from '../../../core/promises/check-journal.ts';
import type { TurnDetail } from '../../../core/shelter/turn-detail.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, startRun } from '../../fixtures/timeline.ts';

// Goal: the state keeps the accepted batch of the latest turn and of no other, and a journal without
// batches, or with one that nothing explains, is told apart. Method: events by hand, then at random.

const nord = platformId('nord');
const by = { role: 'cellule de crise', name: 'A.' };
const policy = testPolicy(['nord']);
const at = (beat: number) => epochMs(BELL + beat * 1_000);

const accept = (beat: number, turn: number, change: string, platform = nord): Event => ({
  kind: 'dns-change-accepted',
  at: at(beat),
  platform,
  turn,
  change,
});
const turned = (beat: number, turn: number, detail: TurnDetail | string): Event => ({
  kind: 'dns-turned',
  at: at(beat),
  platform: nord,
  turn,
  verified: true,
  answers: [],
  detail,
});
const person = (beat: number, kind: 'person-sheltered' | 'person-released'): Event => ({
  kind,
  at: at(beat),
  platform: nord,
  by,
  reason: 'essai',
});

/** Sheltered by hand: turn 1 is asked for. */
function sheltered(): Run {
  const run = startRun(policy, { shell: 'none' });
  run.take(fitMirror('nord', BELL));
  run.take(person(1, 'person-sheltered'));
  return run;
}
const changeOf = (run: Run) => run.platform('nord')?.shelter.change;

describe('an accepted batch', () => {
  test('is kept for the latest turn, then in sync, and dropped by the next turn', () => {
    const run = sheltered();
    expect(changeOf(run)).toBeNull();
    run.take(accept(2, 1, 'C1'));
    const pending = { id: 'C1', acceptedAt: at(2), insyncAt: null };
    expect(changeOf(run)).toEqual(pending);
    run.take(turned(3, 1, { kind: 'hold-alone', said: 'x', change: pending }));
    expect(changeOf(run)).toEqual(pending);
    const change = { ...pending, insyncAt: at(4) };
    run.take(turned(4, 1, { kind: 'hold-and-weights', change }));
    expect(changeOf(run)).toEqual(change);
    run.take(person(5, 'person-released'));
    expect(changeOf(run)).toBeNull();
  });

  test('gives way to the one that was sent after its provider forgot it', () => {
    const run = sheltered();
    run.take(accept(2, 1, 'C1'));
    run.take(accept(3, 1, 'C2'));
    expect(changeOf(run)).toEqual({ id: 'C2', acceptedAt: at(3), insyncAt: null });
  });

  test('of an overtaken turn is worth its line, and kept by nobody', () => {
    const run = sheltered();
    run.take(person(2, 'person-released'));
    const next = step(run.state, accept(3, 1, 'C1'), policy);
    expect(next.state).not.toBe(run.state);
    expect(next.actions).toEqual([]);
    expect(next.state.platforms).toEqual(run.state.platforms);
  });

  test.each([
    ['told again', accept(9, 1, 'C1')],
    ['of a turn to come', accept(9, 2, 'C2')],
    ['of a platform that nobody knows', accept(9, 1, 'C2', platformId('autre'))],
  ])('%s changes nothing', (_, event) => {
    const run = sheltered();
    run.take(accept(2, 1, 'C1'));
    expect(step(run.state, event, policy)).toEqual({ state: run.state, actions: [] });
  });
});

const events: fc.Arbitrary<readonly Event[]> = fc
  .array(
    fc.oneof(
      fc.constantFrom('person-sheltered' as const, 'person-released' as const),
      fc.record({
        turn: fc.integer({ min: 1, max: 4 }),
        change: fc.constantFrom('C1', 'C2', 'C3'),
      }),
      fc.record({
        turn: fc.integer({ min: 1, max: 4 }),
        detail: fc.constantFrom('', 'une phrase'),
      }),
    ),
    { maxLength: 12 },
  )
  .map((list) => [
    fitMirror('nord', BELL),
    ...list.map((one, beat): Event => {
      if (typeof one === 'string') return person(beat, one);
      if ('change' in one) return accept(beat, one.turn, one.change);
      return turned(beat, one.turn, one.detail);
    }),
  ]);

function journalOf(list: readonly Event[]): readonly JournalEntry[] {
  const entries: JournalEntry[] = [];
  let state = initialState(policy);
  for (const event of list) {
    const next = step(state, event, policy);
    if (next.state === state) continue;
    state = next.state;
    entries.push(chainEntry(entries.at(-1) ?? null, event, next.actions, hashOf));
  }
  return entries;
}

test('what is kept is the last that was accepted for the latest turn since it was asked for', () => {
  fc.assert(
    fc.property(events, (list) => {
      const entries = journalOf(list);
      const lines = [...replayUnder(entries, [{ fromSeq: 1, policy }])];
      let latest = 0;
      let kept: string | null = null;
      for (const { entry, after } of lines) {
        for (const action of entry.actions)
          if (action.kind === 'turn-dns') [latest, kept] = [action.turn, null];
        const { event } = entry;
        if (event.kind === 'dns-change-accepted' && event.turn === latest) kept = event.change;
        expect(after.platforms[nord]?.shelter.change?.id ?? null).toBe(kept);
      }
      const checks = checkJournal(entries, policy, hashOf);
      expect(checks.find(({ id }) => id === 'P8')?.held).toBe(true);
    }),
    { numRuns: 200 },
  );
});

describe('the checker (P8)', () => {
  const change = { id: 'C1', acceptedAt: at(2), insyncAt: at(3) };
  const outcome = turned(3, 1, { kind: 'hold-and-weights', change });
  const began = [fitMirror('nord', BELL), person(1, 'person-sheltered')];
  const p8 = (list: readonly Event[], fromSeq = 1) =>
    checkJournal(journalOf(list), policy, hashOf, fromSeq).find(({ id }) => id === 'P8');

  test('holds a journal whose outcome names a batch that a line accepted before', () => {
    expect(p8([...began, accept(2, 1, 'C1'), outcome])?.held).toBe(true);
    expect(p8([...began, accept(2, 1, 'C1'), outcome], 4)?.said).toEqual([
      { key: 'lines-explained', values: { count: 1 } },
    ]);
  });

  test.each([
    ['none', []],
    ['another', [accept(2, 1, 'C2')]],
  ])('finds an outcome whose batch no line accepted, but %s', (_, accepted) => {
    expect(p8([...began, ...accepted, outcome])?.said).toContainEqual({
      key: 'change-unheard',
      values: { seq: expect.any(Number), change: 'C1' },
    });
  });
});
