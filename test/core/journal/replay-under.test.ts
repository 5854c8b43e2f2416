import { describe, expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import type { Action } from '../../../core/incident/action.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import { chainEntry, faultInChain } from '../../../core/journal/chain.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { replayEntry } from '../../../core/journal/replay-entry.ts';
import { replayUnder } from '../../../core/journal/replay-under.ts';
import { withoutContacts } from '../../../core/journal/rules.ts';
import type { State } from '../../../core/incident/state.ts';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, hours, incidentId, platformId } from '../../../core/units.ts';
import { chained, startedAt, turnTo } from '../../fixtures/journal.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../../fixtures/timeline.ts';

// Goal: each line is replayed under the rules that it was written by, and DNS stands where the line
// says that it was told to. Method: journals of a few lines, told apart by their policies.

const one = testPolicy();
const two = { ...one, organisation: 'Deux' };
const three = { ...one, organisation: 'Trois' };
const entries = chained([1, 2, 3, 4, 5].map(startedAt));

describe('lines under several rules', () => {
  const replayed = (rules: Parameters<typeof replayUnder>[1]) =>
    Array.from(
      replayUnder(entries, rules),
      ({ entry, policy }) => `${entry.seq} ${policy.organisation.slice(0, 2)}`,
    );

  test('are each under the latest that were in force', () => {
    expect(replayed([{ fromSeq: 1, policy: one }])).toEqual([
      '1 Ac',
      '2 Ac',
      '3 Ac',
      '4 Ac',
      '5 Ac',
    ]);
    expect(
      replayed([
        { fromSeq: 1, policy: one },
        { fromSeq: 3, policy: two },
        { fromSeq: 5, policy: three },
      ]),
    ).toEqual(['1 Ac', '2 Ac', '3 De', '4 De', '5 Tr']);
  });

  test('before the first rules are under those', () => {
    expect(replayed([{ fromSeq: 4, policy: one }])).toHaveLength(5);
  });

  test('are told once where rules came and went without a line, or none has followed', () => {
    expect(
      replayed([
        { fromSeq: 1, policy: one },
        { fromSeq: 3, policy: two },
        { fromSeq: 3, policy: three },
        { fromSeq: 6, policy: two },
      ]),
    ).toEqual(['1 Ac', '2 Ac', '3 Tr', '4 Tr', '5 Tr']);
  });

  test('lead each to the state that the next begins with', () => {
    const falls = chained([
      fitMirror('nord', BELL),
      roundOf('nord', epochMs(BELL + 1), 'xxx'),
      startedAt(BELL + 2),
    ]);
    const lines = [
      ...replayUnder(falls, [
        { fromSeq: 1, policy: one },
        { fromSeq: 3, policy: two },
      ]),
    ];
    expect(lines[0]?.before).toEqual(initialState(one));
    expect(lines[1]?.before).toBe(lines[0]?.after);
    // The third is replayed from the beginning, by its own rules.
    expect(lines[2]?.before).toEqual(lines[1]?.after);
  });
});

test('rules for people outside say all but whom to write to', () => {
  const { fromSeq, policy } = withoutContacts({ fromSeq: 7, policy: one });
  expect(fromSeq).toBe(7);
  expect(policy).toEqual({
    ...one,
    platforms: one.platforms.map((platform) => ({ ...platform, owners: [] })),
  });
});

describe('a line that was decided otherwise', () => {
  const nord = platformId('nord');
  const [fit, bad, worse] = [
    fitMirror('nord', BELL),
    roundOf('nord', epochMs(BELL + 10_000), 'xxx'),
    roundOf('nord', epochMs(BELL + 20_000), 'xxx'),
  ] as const;
  const before = [fit, bad].reduce(
    (state, event) => step(state, event, one).state,
    initialState(one),
  );
  const today = step(before, worse, one);
  const told = today.actions.find(({ kind }) => kind === 'turn-dns');
  const replayed = (actions: readonly Action[]) => {
    const [entry] = chained([worse], () => actions);
    if (entry === undefined) throw new Error('no line');
    return replayEntry(before, entry, one);
  };

  test('today turns everybody out', () => {
    expect(told).toMatchObject({ turn: 1, hold: true, mirrorShare: 1 });
    expect(replayed(today.actions)).toEqual(today);
  });

  test.each([
    ['under another number', { turn: 2 }, { turn: 2, mirrorShare: 1, hold: true }],
    ['without a hold', { hold: false }, { turn: 1, mirrorShare: 1, hold: false }],
    ['by half', { mirrorShare: 0.5 }, { turn: 1, mirrorShare: 0.5, hold: true }],
    ['to stay', { stay: true }, { turn: 1, stay: true, mayStay: true }],
  ])('stands %s, and the actions are those of today', (_, otherwise, shelter) => {
    const next = replayed([{ ...turnTo(1), ...otherwise }]);
    expect(next.state.platforms[nord]).toMatchObject({ shed: null, shelter });
    expect(next.actions).toEqual(today.actions);
    // Words that today has and the line has not are still to be told: only corrections are not.
    expect(next.state.notices).toEqual(today.state.notices);
    expect(Object.keys(next.state.notices)).not.toEqual([]);
  });

  test('stands where two turns led it', () => {
    const next = replayed([turnTo(1), turnTo(2, 0)]);
    expect(next.state.platforms[nord]?.shelter).toMatchObject({ turn: 2, mirrorShare: 0 });
  });

  test('that turned nothing keeps back nothing either', () => {
    const next = replayed([]);
    expect(next.state.platforms[nord]?.shelter).toEqual(before.platforms[nord]?.shelter);
    expect(next.state.platforms[nord]?.standing).toBe('down');
  });

  test('with a task and no turn keeps what the task is of', () => {
    const failed = {
      kind: 'action-failed',
      at: epochMs(BELL + 30_000),
      action: 'nord/turn/1',
      detail: '',
      final: true,
    } as const;
    const given = step(today.state, failed, one);
    expect(given.state.platforms[nord]?.shelter.givenUpAt).toBe(failed.at);
    const [entry] = chained([failed], () => given.actions);
    expect(entry && replayEntry(today.state, entry, one)).toEqual(given);
  });

  test.each([
    [0.4, { share: 0.4, by: 'person', since: BELL + 30_000 }],
    [0, null],
  ])('a share of %d that a person asked for then is theirs', (share, shed) => {
    const by = { role: 'op', name: 'x' };
    const event = {
      kind: 'person-shared',
      at: epochMs(BELL + 30_000),
      platform: nord,
      share,
      by,
      reason: 'r',
    } as const;
    const [entry] = chained([event], () => [{ ...turnTo(1, share), hold: false }]);
    // Refused by this version: the platform is down.
    const next = entry && replayEntry(today.state, entry, one);
    expect(next?.state.platforms[nord]).toMatchObject({ shed, shelter: { mirrorShare: share } });
  });

  test('a share that was refused then leaves the one before, with its hour', () => {
    const by = { role: 'op', name: 'x' };
    const shared = (sec: number, share: number) =>
      ({
        kind: 'person-shared',
        at: epochMs(BELL + sec * 1_000),
        platform: nord,
        share,
        by,
        reason: 'r',
      }) as const;
    const kept = [fit, shared(1, 0.4)].reduce(
      (so, event) => step(so, event, one).state,
      initialState(one),
    );
    const [entry] = chained([shared(60, 0.2)]);
    const next = entry && replayEntry(kept, entry, one);
    expect(kept.platforms[nord]?.shed).toEqual({ share: 0.4, by: 'person', since: BELL + 1_000 });
    expect(next?.state.platforms[nord]).toMatchObject({
      shed: kept.platforms[nord]?.shed,
      shelter: { turn: 1, mirrorShare: 0.4 },
    });
  });

  test('of another platform than those of today is believed too', () => {
    const next = replayed([turnTo(1), turnTo(1, 1, 'sud')]);
    expect(next.state.platforms[platformId('sud')]?.shelter).toMatchObject({
      turn: 1,
      mirrorShare: 1,
    });
    expect(next.state.platforms[nord]?.shelter).toEqual(today.state.platforms[nord]?.shelter);
  });
});

describe('a correction of what is over', () => {
  const later: Policy = { ...one, cause: { ...one.cause, laterReviewsMs: [hours(48)] } };
  const id = incidentId('nord-1');
  const incident = {
    id,
    platform: platformId('nord'),
    drill: false,
    fellAt: BELL,
    recoveredAt: BELL,
    backAt: BELL,
    closedAt: BELL,
    notices: ['n'],
    signals: [],
    claims: [],
    verdict: { cause: 'hosting', rung: 'probable', open: [], for: [] },
    confirmedCause: null,
    saidCause: { cause: 'overload', rung: 'probable', at: BELL, notice: 'n' },
    nextWordAt: null,
    reference: 'P-0001',
    collections: 1,
  } as never;
  const notice = {
    id: 'n',
    stage: 'sent',
    firstAcceptedAt: BELL,
    content: { phase: 'cause', platform: 'nord', incident: id, cause: 'overload' },
  } as never;
  const before: State = {
    ...initialState(later),
    incidents: { [id]: incident },
    notices: { n: notice },
  };
  const tick = { kind: 'tick', at: epochMs(BELL + 1_000), seenAt: epochMs(BELL + 1_000) } as const;
  const today = step(before, tick, later);
  const planned = today.actions.flatMap((action) =>
    action.kind === 'plan-notice' ? [action.notice] : [],
  );
  const after = (actions: readonly Action[]) => {
    const [entry] = chained([tick], () => actions);
    if (entry === undefined) throw new Error('no line');
    return replayEntry(before, entry, later).state;
  };

  test('is on its way where the line asked for it, and not where it did not', () => {
    expect(planned).toHaveLength(1);
    expect(after(today.actions)).toEqual(today.state);
    const without = after([]);
    expect(Object.keys(without.notices)).toEqual(['n']);
    expect(without.incidents[id]?.notices).toEqual(['n']);
  });

  test('of what goes on is on its way, though an older line did not ask for it', () => {
    const going = {
      ...(incident as object),
      recoveredAt: null,
      backAt: null,
      closedAt: null,
      relapses: 0,
      fellAt: epochMs(BELL - 7_200_000),
      collectedAt: BELL,
      verdicts: [],
    };
    const open = { ...before, incidents: { [id]: going as never } };
    const next = step(open, tick, later);
    const phases = next.actions.flatMap((action) =>
      action.kind === 'plan-notice' ? [action.content.phase] : [],
    );
    expect(phases).toEqual(['correction']);
    const [entry] = chained([tick]);
    expect(entry && replayEntry(open, entry, later).state.notices).toEqual(next.state.notices);
  });
});

test('what is wrong with a line is said with its number', () => {
  const [first, second] = entries as readonly [JournalEntry, JournalEntry];
  expect(faultInChain(null, second, hashOf)).toEqual({
    key: 'line-elsewhere',
    values: { seq: 2, expected: 1 },
  });
  const stranger = chainEntry(null, startedAt(9), [], hashOf);
  expect(faultInChain(stranger, second, hashOf)).toEqual({
    key: 'line-astray',
    values: { seq: 2 },
  });
  const bent = { ...second, event: startedAt(99) };
  expect(faultInChain(first, bent, hashOf)).toEqual({
    key: 'line-altered',
    values: { seq: 2 },
  });
  expect(faultInChain(first, second, hashOf)).toBeNull();
});
