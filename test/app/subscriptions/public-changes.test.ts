// Goal: each change that everybody may read is found once, with an id of its own, and nothing else is.
// Method: the states of one morning, changed one fact at a time; any sequence of them as a property.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeReader } from '../../../app/subscriptions/change-reader.ts';
import { publicChanges } from '../../../app/subscriptions/public-changes.ts';
import type { Incident, State } from '../../../core/incident/state.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { incidentId, platformId, sha256 } from '../../../core/units.ts';
import { MORNING_NOW, morning } from '../../web/fixtures/morning.ts';
import { morningPolicy } from '../../web/fixtures/morning-policy.ts';

const ENT = platformId('ent-occitanie');
const FALL = incidentId('ent-occitanie-20210406T060710Z');

const entry = (seq: number): JournalEntry => ({
  seq,
  event: { kind: 'tick', at: MORNING_NOW, seenAt: MORNING_NOW },
  actions: [],
  previous: sha256('0'.repeat(64)),
  hash: sha256(seq.toString(16).padEnd(64, 'x')),
});

const found = (before: State, after: State) =>
  publicChanges(before, after, entry(7), morningPolicy).map(
    ({ type, platform }) => `${type} ${platform}`,
  );

function withFall(change: Partial<Incident>, state: State = morning): State {
  const incident = state.incidents[FALL];
  if (incident === undefined) throw new Error('no such fall');
  return { ...state, incidents: { ...state.incidents, [FALL]: { ...incident, ...change } } };
}

function without(state: State): State {
  const { [FALL]: _, ...incidents } = state.incidents;
  return { ...state, incidents };
}

describe('a line of the journal', () => {
  test.each([
    ['begins a fall', without(morning), morning, [`incident.created ${ENT}`]],
    ['ends one', morning, withFall({ closedAt: MORNING_NOW }), [`incident.resolved ${ENT}`]],
    [
      'tells a confirmed cause',
      morning,
      withFall({ confirmedCause: 'application' }),
      [`incident.updated ${ENT}`],
    ],
    ['collects signals', morning, withFall({ collections: 9 }), []],
    ['changes nothing', morning, morning, []],
  ] as const)('that %s', (_, before, after, changes) => {
    expect(found(before, after)).toEqual(changes);
  });

  test('that a notice was accepted by names the notice', () => {
    const [id, notice] =
      Object.entries(morning.notices).find(([, { content }]) => content.incident === FALL) ?? [];
    if (id === undefined || notice === undefined) throw new Error('no notice');
    const { firstAcceptedAt: _, ...unsent } = notice;
    const before = withFall({ notices: [id] }, { ...morning, notices: { [id]: unsent } });
    const after = { ...before, notices: { [id]: { ...unsent, firstAcceptedAt: MORNING_NOW } } };
    const changes = publicChanges(before, after, entry(7), morningPolicy);
    expect(changes.map(({ notices }) => notices)).toEqual([[id]]);
    expect(found(after, after)).toEqual([]);
  });

  test('tells a platform that its owner closed, and not one in doubt', () => {
    const platform = morning.platforms[platformId('cned')];
    if (platform === undefined) throw new Error('no platform');
    const stand = (standing: 'up' | 'suspect' | 'suspended'): State => ({
      ...morning,
      platforms: {
        ...morning.platforms,
        [platformId('cned')]: {
          ...platform,
          standing,
          degradedSince: null,
          shelter: { ...platform.shelter, mirrorShare: 0 },
        },
      },
    });
    expect(found(stand('up'), stand('suspended'))).toEqual(['component.updated cned']);
    expect(found(stand('up'), stand('suspect'))).toEqual([]);
  });

  test('makes ids that Standard Webhooks can sign', () => {
    const [change] = publicChanges(without(morning), morning, entry(7), morningPolicy);
    expect(change?.id).toMatch(/^[\w-]{1,120}$/u);
  });
});

describe('the reader of changes', () => {
  const states: readonly State[] = [
    morning,
    without(morning),
    withFall({ closedAt: MORNING_NOW }),
    withFall({ confirmedCause: 'application' }),
    withFall({ recoveredAt: MORNING_NOW }),
  ];

  test('finds the same after a restart, and no id twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: states.length - 1 }), { minLength: 1, maxLength: 15 }),
        fc.nat({ max: 15 }),
        (sequence, killedAfter) => {
          const read = (from: number) => {
            const reader = changeReader(morningPolicy, from);
            for (const [index, which] of sequence.entries())
              reader.take(entry(index + 1), states[which] ?? morning);
            return reader.after(0).flatMap(({ changes }) => changes.map(({ id }) => id));
          };
          const all = read(0);
          expect(new Set(all).size).toBe(all.length);
          const again = read(killedAfter);
          expect(again).toEqual(all.slice(all.length - again.length));
        },
      ),
    );
  });

  test('passes over lines that a store gives again', () => {
    const reader = changeReader(morningPolicy, 0);
    reader.take(entry(1), morning);
    reader.take(entry(1), without(morning));
    expect(reader.head()).toBe(1);
    expect(reader.after(0)).toHaveLength(1);
    reader.forget(1);
    expect(reader.after(0)).toEqual([]);
  });
});
