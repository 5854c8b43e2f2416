import { describe, expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { chainEntry } from '../../../core/journal/chain.ts';
import { checkJournal } from '../../../core/promises/check-journal.ts';
import { after, CALM, DRILL_POLICY, drill, live, tick, WHOLE } from '../../fixtures/drilled.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { roundOf } from '../../fixtures/timeline.ts';

// Goal: a drill asks for a picture of all other names as it starts and once its visitors are back, never
// twice, and decides nothing by it. Method: drills lived through by the real core, and a journal of a
// version that asked for none.

const asked = (entries: readonly JournalEntry[]) =>
  entries.flatMap(({ event, actions }) =>
    actions.flatMap((action) =>
      action.kind === 'picture-names' ? [[event.kind, action.key]] : [],
    ),
  );

describe('a drill', () => {
  test('asks for all other names as it starts, behind its turn, and once visitors are back', () => {
    const { entries, state } = live(WHOLE);
    const [id = ''] = Object.keys(state.incidents);
    expect(asked(entries)).toEqual([
      ['person-started-drill', `${id}/picture/start`],
      ['tick', `${id}/picture/end`],
    ]);
    expect(Object.values(state.incidents)[0]?.pictured).toEqual({
      start: after(12),
      end: after(132),
    });
    const started = entries.find(({ event }) => event.kind === 'person-started-drill');
    expect(started?.actions.map(({ kind }) => kind)).toEqual([
      'turn-dns',
      'plan-notice',
      'picture-names',
    ]);
  });

  test('that a real fall cuts short asks for no more: nobody is to wait for it then', () => {
    const { entries } = live([
      ...CALM,
      drill('start-drill', 10),
      roundOf('nord', after(20), 'xxx'),
      roundOf('nord', after(30), 'xxx'),
      tick(40),
    ]);
    expect(asked(entries)).toHaveLength(1);
  });

  test('on the only name that may turn asks for nothing', () => {
    const policy = testPolicy(['nord']);
    let state = initialState(policy);
    const kinds = [...CALM, drill('start-drill', 10)].flatMap((event) => {
      const next = step(state, event, policy);
      ({ state } = next);
      return next.actions.map(({ kind }) => kind);
    });
    expect(kinds).toContain('turn-dns');
    expect(kinds).not.toContain('picture-names');
  });

  test('that is no drill is not asked about: a fall pictures nothing', () => {
    const { entries } = live([
      ...CALM,
      roundOf('nord', after(20), 'xxx'),
      roundOf('nord', after(30), 'xxx'),
    ]);
    expect(asked(entries)).toEqual([]);
  });
});

describe('a picture', () => {
  test('changes nothing but that it was taken, and is no news a second time', () => {
    const { entries, state } = live([...CALM, drill('start-drill', 10)]);
    const picture = entries.find(({ event }) => event.kind === 'names-pictured');
    if (picture === undefined) throw new Error('no picture was taken');
    expect(picture.actions).toEqual([]);
    const again = step(state, picture.event, DRILL_POLICY);
    expect(again.state).toBe(state);
    expect(again.actions).toEqual([]);
  });

  test('of an incident that is not there is none', () => {
    const { entries } = live([...CALM, drill('start-drill', 10)]);
    const picture = entries.find(({ event }) => event.kind === 'names-pictured');
    const state = initialState(DRILL_POLICY);
    expect(picture && step(state, picture.event, DRILL_POLICY).state).toBe(state);
  });
});

describe('the journal’s check (P8)', () => {
  const rechained = (
    entries: readonly JournalEntry[],
    change: (entry: JournalEntry) => JournalEntry,
  ) => {
    const chained: JournalEntry[] = [];
    for (const entry of entries.map(change))
      chained.push(chainEntry(chained.at(-1) ?? null, entry.event, entry.actions, hashOf));
    return chained;
  };
  const p8 = (entries: readonly JournalEntry[]) =>
    checkJournal(entries, DRILL_POLICY, hashOf).find(({ id }) => id === 'P8')?.held;

  test('holds with pictures, and for a version that asked for none', () => {
    expect(p8(live(WHOLE).entries)).toBe(true);
    const old = rechained(live(WHOLE, 2_000, null).entries, (entry) => ({
      ...entry,
      actions: entry.actions.filter(({ kind }) => kind !== 'picture-names'),
    }));
    expect(asked(old)).toEqual([]);
    expect(p8(old)).toBe(true);
  });

  test('does not hold for a picture that nothing asked for, nor without the turn beside it', () => {
    const { entries } = live(WHOLE);
    const given = entries.flatMap(({ actions }) => actions);
    const picture = given.find(({ kind }) => kind === 'picture-names');
    if (picture === undefined) throw new Error('no picture was asked for');
    const stray = rechained(entries, (entry) =>
      entry.seq === 2 ? { ...entry, actions: [...entry.actions, picture] } : entry,
    );
    expect(p8(stray)).toBe(false);
    const without = rechained(entries, (entry) => ({
      ...entry,
      actions: entry.actions.filter(({ kind }) => kind !== 'turn-dns'),
    }));
    expect(p8(without)).toBe(false);
  });
});
