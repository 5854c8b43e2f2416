// Goal: whatever policy or version a journal is replayed by, DNS is known to stand where it was told
// to. Method: random mornings lived under one policy and replayed under others; then old journals.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import type { Action } from '../../../core/incident/action.ts';
import type { Event } from '../../../core/incident/event.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import type { State } from '../../../core/incident/state.ts';
import { step } from '../../../core/incident/step.ts';
import { chainEntry } from '../../../core/journal/chain.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { replayEntry } from '../../../core/journal/replay-entry.ts';
import type { Policy } from '../../../core/policy.ts';
import { checkJournal } from '../../../core/promises/check-journal.ts';
import {
  type EpochMs,
  epochMs,
  hours,
  incidentId,
  minutes,
  platformId,
} from '../../../core/units.ts';
import { chained, turnTo } from '../../fixtures/journal.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../../fixtures/timeline.ts';
import { type Happening, live, mornings } from '../../promises/mornings.ts';
import { changeOf, FIT, type Said } from '../shelter/a-platform.ts';

const base = testPolicy();
const nord = platformId('nord');
const at = (sec: number) => epochMs(BELL + sec * 1_000);

const policies: fc.Arbitrary<Policy> = fc
  .record({
    shedShare: fc.constantFrom(0, 0.3, 0.5),
    roundsToFall: fc.integer({ min: 1, max: 5 }),
    roundsToRecover: fc.integer({ min: 2, max: 6 }),
    votesToFall: fc.constantFrom(1, 2, 3),
    relapseMemoryMs: fc.constantFrom(minutes(0), hours(1)),
    minHoldMs: fc.constantFrom(minutes(5), minutes(30), hours(2)),
    originShares: fc.constantFrom([1], [0.1, 0.5, 1], [0.3, 1]),
    blastRadius: fc.constantFrom(0.4, 1),
    mirrored: fc.boolean(),
  })
  .map(({ shedShare, minHoldMs, originShares, blastRadius, mirrored, ...watch }) => ({
    ...base,
    // An owner may also have taken a mirror away since.
    platforms: mirrored
      ? base.platforms
      : base.platforms.map(({ mirror, ...platform }) =>
          platform.id === nord || mirror === undefined ? platform : { ...platform, mirror },
        ),
    watch: { ...base.watch, ...watch },
    shelter: { ...base.shelter, shedShare, minHoldMs, originShares, blastRadius },
  }));

const fallingAt = (votesToFall: number): Policy => ({
  ...base,
  watch: { ...base.watch, votesToFall, roundsToFall: 1 },
});

/** Found by the property: a share taken back by hand, which under the new policy would be refused. */
const GIVEN_BACK_BEFORE_A_FALL: [Happening[], Policy, Policy][] = [
  [
    [
      { kind: 'person', platform: platformId('sud'), says: 0.3 },
      { kind: 'rounds', votes: ['...', 'xx.', '...'], dns: 'origin' },
      { kind: 'person', platform: platformId('sud'), says: 0 },
    ],
    fallingAt(3),
    fallingAt(2),
  ],
  // A share that was refused then, of what had fallen beyond the blast radius, and would not be now.
  [
    [
      { kind: 'rounds', votes: ['...', 'xx.', '...'], dns: 'origin' },
      { kind: 'rounds', votes: ['xxx', '...', '...'], dns: 'mirror' },
      { kind: 'person', platform: platformId('sud'), says: 0.5 },
    ],
    {
      ...fallingAt(1),
      watch: { ...base.watch, votesToFall: 1, roundsToFall: 2 },
      shelter: { ...base.shelter, blastRadius: 0.4 },
    },
    fallingAt(3),
  ],
];

const replay = (entries: readonly JournalEntry[], policy: Policy): State =>
  entries.reduce((so, entry) => replayEntry(so, entry, policy).state, initialState(policy));

const sheltersOf = ({ platforms }: State) =>
  Object.fromEntries(Object.entries(platforms).map(([id, { shelter }]) => [id, shelter]));

describe('a journal replayed under another policy', () => {
  test('leaves every shelter as it was lived, numbers and answers included', () => {
    fc.assert(
      fc.property(mornings(100), policies, policies, (happenings, lived, now) => {
        const { entries, state } = live(lived, happenings);
        expect(sheltersOf(replay(entries, now))).toEqual(sheltersOf(state));
      }),
      { numRuns: 200 },
    );
  });

  test('lets everybody back once the origins answer again', () => {
    fc.assert(
      fc.property(mornings(60), policies, policies, (happenings, lived, now) => {
        const { entries, state } = live(lived, happenings);
        const later = goodHours(replay(entries, now), now, 6, answersOwed(state));
        const left = Object.values(later.platforms)
          .filter(({ heldByPerson, standing }) => !heldByPerson && standing === 'up')
          .filter(
            ({ shelter, shed }) => shelter.mirrorShare !== (shed?.share ?? 0) || !shelter.verified,
          );
        expect(left).toEqual([]);
      }),
      { numRuns: 40, examples: GIVEN_BACK_BEFORE_A_FALL },
    );
  });

  test('keeps its promises from there on, as whoever verifies it sees them (P8)', () => {
    fc.assert(
      fc.property(mornings(60), policies, policies, (happenings, lived, now) => {
        const { entries: before, state } = live(lived, happenings);
        const entries = [...before];
        goodHours(replay(before, now), now, 2, answersOwed(state), entries);
        const checks = checkJournal(entries, now, hashOf, before.length + 1);
        expect(checks.find(({ id }) => id === 'P8')).toMatchObject({ held: true });
      }),
      { numRuns: 40 },
    );
  });
});

test('under its own policy it is what step() gives', () => {
  fc.assert(
    fc.property(mornings(80), (happenings) => {
      const { entries, state } = live(base, happenings);
      expect(replay(entries, base)).toEqual(state);
    }),
    { numRuns: 50 },
  );
});

describe('a line of an older version', () => {
  const by = { role: 'op', name: 'x' };
  const said = (kind: 'person-vetoed' | 'person-unvetoed', sec: number): Event => ({
    kind,
    at: at(sec),
    platform: nord,
    by,
    reason: 'essai',
  });

  it('that turned nothing where this one would leaves the numbers as they are', () => {
    const events: readonly Event[] = [
      fitMirror('nord', at(0)),
      said('person-vetoed', 1),
      said('person-unvetoed', 2),
      roundOf('nord', at(10), 'xxx'),
      roundOf('nord', at(20), 'xxx'),
      {
        kind: 'dns-turned',
        at: at(22),
        platform: nord,
        turn: 1,
        verified: true,
        answers: [],
        detail: 'retenue posée, poids réglés',
      },
    ];
    const entries = chained(events, (_, index) => (index === 4 ? [turnTo(1)] : []));
    expect(replay(entries, base).platforms[nord]?.shelter).toMatchObject({
      turn: 1,
      hold: true,
      mirrorShare: 1,
      stay: false,
      verified: true,
      turnedAt: at(20),
      shelteredSince: at(20),
      lastOut: at(20),
    });
  });

  it('that turned where this one would not is believed, twice in one line if it says so', () => {
    const entries = chained([{ kind: 'tick', at: at(5) }], () => [
      turnTo(1),
      { ...turnTo(2, 0), stay: true },
      turnTo(1, 1, 'inconnu'),
    ]);
    const { platforms } = replay(entries, base);
    expect(platforms[nord]?.shelter).toMatchObject({
      turn: 2,
      hold: false,
      mirrorShare: 0,
      stay: true,
      mayStay: true,
      verified: false,
      shelteredSince: null,
      lastOut: at(5),
      lastBack: at(5),
    });
    expect(platforms[platformId('inconnu')]).toBeUndefined();
  });

  it('that turned twice as this one would, but elsewhere the second time, is believed', () => {
    const beat = at(700);
    const shelter = { verified: false, turn: 4, turnedAt: at(0), givenUpAt: at(90) };
    const streak = { says: 'down' as const, rounds: 2, since: at(0) };
    const incident = incidentId('nord-1');
    const said: Said = { standing: 'down', streak, incident, mirror: FIT, shelter };
    const { state } = changeOf(base, { nord: said });
    const tick: Event = { kind: 'tick', at: beat, seenAt: beat };
    const replayed = (...actions: readonly Action[]) => {
      const [entry] = chained([tick], () => actions);
      return entry && replayEntry(state, entry, base);
    };
    // It is asked for the origin again, and then waits no longer for its mirror.
    const given = replayed(turnTo(5, 0), turnTo(6));
    expect(given?.actions.map((one) => one.key)).toEqual(['nord/turn/5', 'nord/turn/6']);
    expect(given?.state.platforms[nord]?.shelter).toMatchObject({ turn: 6, mirrorShare: 1 });
    const other = replayed(turnTo(5, 0), turnTo(6, 0.5));
    expect(other?.state.platforms[nord]?.shelter).toMatchObject({ turn: 6, mirrorShare: 0.5 });
  });

  it('gives the actions of today to whoever compares them', () => {
    const [entry] = chained([{ kind: 'tick', at: at(5) }], () => [turnTo(1)]);
    expect(entry && replayEntry(initialState(base), entry, base).actions).toEqual([]);
  });
});

const answered = (id: string, at: State['at'], turn: number): Event => ({
  kind: 'dns-turned',
  at,
  platform: platformId(id),
  turn,
  verified: true,
  answers: [],
  detail: { kind: 'weights-and-release' },
});

/** What the shell still answers to the turns that were asked for in the last beat. */
const answersOwed = ({ platforms, at: now }: State): readonly Event[] =>
  Object.entries(platforms)
    .filter(([, { shelter }]) => shelter.turn > 0 && !shelter.verified)
    .map(([id, { shelter }]) => answered(id, now, shelter.turn));

/** Every origin answers, every turn is seen done, and the mirrors are fit. */
function goodHours(
  from: State,
  policy: Policy,
  count: number,
  owed: readonly Event[],
  journal: JournalEntry[] = [],
): State {
  let state = from;
  const take = (event: Event): void => {
    const next = step(state, event, policy);
    if (next.state === state && next.actions.length === 0) return;
    state = next.state;
    journal.push(chainEntry(journal.at(-1) ?? null, event, next.actions, hashOf));
    for (const action of next.actions)
      if (action.kind === 'turn-dns') take(answered(action.platform, event.at, action.turn));
  };
  for (const event of owed) take(event);
  const start = state.at;
  for (let now = start + 10_000; now <= start + hours(count); now += 10_000) {
    for (const { id } of policy.platforms) {
      if ((now - start) % 600_000 === 10_000) take(fitMirror(id, epochMs(now)));
      take(roundOf(id, epochMs(now), '...'));
    }
    take({ kind: 'tick', at: epochMs(now) });
  }
  return state;
}

test('a correction that an earlier version never asked for is not on its way, and is asked for now', () => {
  const by = { role: 'cli', name: 'A.' };
  const entries: JournalEntry[] = [];
  let state = initialState(base);
  const take = (event: Event): void => {
    const next = step(state, event, base);
    if (next.state === state && next.actions.length === 0) return;
    entries.push(chainEntry(entries.at(-1) ?? null, event, next.actions, hashOf));
    state = next.state;
    for (const action of next.actions)
      for (const answer of answersTo(action, event.at)) take(answer);
  };
  const play = (vote: string, from: number, to: number, id = 'nord'): void => {
    for (let beat = from; beat < to; beat += 1) {
      take({ kind: 'tick', at: at(beat * 10), seenAt: at(beat * 10) });
      take(roundOf(id, at(beat * 10), vote.repeat(3)));
    }
  };
  take(fitMirror('nord', at(0)));
  play('x', 1, 30);
  const [incident] = Object.keys(state.incidents).map(incidentId);
  if (incident === undefined) throw new Error('nothing has fallen');
  const confirm = (cause: 'overload' | 'application', beat: number) =>
    take({ kind: 'person-confirmed-cause', at: at(beat * 10), incident, cause, by });
  confirm('overload', 30);
  play('x', 31, 90);
  play('.', 90, 400);
  confirm('application', 400);
  // Another platform falls: its ticks are lines of the journal too.
  take(fitMirror('sud', at(4_001)));
  play('x', 401, 430, 'sud');
  const phases = (of: State) => of.incidents[incident]?.notices.map((id) => id.split('/').at(-2));
  expect(state.incidents[incident]?.closedAt).not.toBeNull();
  expect(phases(state)).toContain('cause');
  expect(phases(state)).not.toContain('correction');

  const now = { ...base, cause: { ...base.cause, laterReviewsMs: [hours(24)] } };
  const replayed = entries.reduce(
    (so, entry) => replayEntry(so, entry, now).state,
    initialState(now),
  );
  expect(phases(replayed)).toEqual(phases(state));
  const next = step(replayed, { kind: 'tick', at: at(4_310) }, now);
  expect(next.actions).toContainEqual(
    expect.objectContaining({
      kind: 'plan-notice',
      content: expect.objectContaining({ phase: 'correction', cause: 'application' }),
    }),
  );
});

/** A shell that succeeds at once. */
function answersTo(action: Action, when: EpochMs): readonly Event[] {
  switch (action.kind) {
    case 'turn-dns': {
      const { platform, turn } = action;
      const seen = { verified: true, answers: [], detail: '' };
      return [{ kind: 'dns-turned', at: when, platform, turn, ...seen }];
    }
    case 'plan-notice': {
      const numbers = { recipients: 1, mails: 1, sms: 0, smsSegments: 0, unreachable: 0 };
      const plan = { ...numbers, costEuros: 0, durationSec: 1 };
      return [{ kind: 'notice-planned', at: when, notice: action.notice, plan }];
    }
    case 'send-notice': {
      const { notice } = action;
      const deliveries = { accepted: 1, failed: 0, unknown: 0, pending: 0 };
      return [
        { kind: 'notice-first-accepted', at: when, notice },
        { kind: 'notice-finished', at: when, notice, deliveries },
      ];
    }
    default:
      return [];
  }
}
