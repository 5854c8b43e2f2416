import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain } from '../../../app/views/explain.ts';
import type { Explained } from '../../../app/views/explanation.ts';
import { personEvent } from '../../../app/views/person-event.ts';
import { hashOf } from '../../../adapters/local/hash.ts';
import type { Event } from '../../../core/incident/event.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import { chainEntry } from '../../../core/journal/chain.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { checkedRound } from '../../fixtures/check-vote.ts';
import { BELL, fitMirror, roundOf } from '../../fixtures/timeline.ts';
import { live, mornings } from '../../promises/mornings.ts';

// Goal: each action is explained by the lines that led to it, and so is what was not done (P8).
// Method: journals made by the real core, from random mornings and from short stories.

const policy = testPolicy();
const RULES = [{ fromSeq: 1, policy }];
const NORD = platformId('nord');
const after = (tens: number) => epochMs(BELL + tens * 10_000);

/** A journal of the real core: events that change nothing leave no line, and turns are seen done. */
function journalOf(
  events: readonly Event[],
  rules = policy,
  change: string | null = null,
): readonly JournalEntry[] {
  const entries: JournalEntry[] = [];
  let state = initialState(rules);
  const take = (event: Event): void => {
    const next = step(state, event, rules);
    if (next.state === state && next.actions.length === 0) return;
    entries.push(chainEntry(entries.at(-1) ?? null, event, next.actions, hashOf));
    state = next.state;
    for (const action of next.actions)
      if (action.kind === 'turn-dns') {
        const { platform, turn } = action;
        if (change !== null)
          take({ kind: 'dns-change-accepted', at: event.at, platform, turn, change });
        const seen = { verified: true, answers: [], detail: '' };
        take({ kind: 'dns-turned', at: event.at, platform, turn, ...seen });
      }
  };
  for (const event of events) take(event);
  return entries;
}
const itemsOf = (events: readonly Event[], rules = policy): readonly Explained[] =>
  explain(journalOf(events, rules), [{ fromSeq: 1, policy: rules }], NORD)?.items ?? [];
const found = (items: readonly Explained[], kind: string): Explained | undefined =>
  items.find(({ what }) => what.kind === kind);
const factKinds = (item: Explained | undefined): readonly string[] =>
  item?.facts.map(({ kind }) => kind) ?? [];
const person = (kind: 'veto' | 'shelter' | 'release', tens: number): Event => {
  const by = { role: 'cli', name: 'A. Martin' };
  return personEvent({ kind, platform: NORD, by, reason: 'travaux' }, after(tens));
};
const CALM = [fitMirror('nord', BELL), roundOf('nord', after(1), '...')];
const FALL = [roundOf('nord', after(2), 'xx?'), roundOf('nord', after(3), 'xxx')];

test('whatever the morning, each turn is explained by lines of the journal, one of them before it', () => {
  fc.assert(
    fc.property(mornings(60), (happenings) => {
      const { entries } = live(policy, happenings);
      for (const { id } of policy.platforms) {
        const items = explain(entries, RULES, id)?.items ?? [];
        const turns = entries.flatMap(({ actions }) =>
          actions.filter((action) => action.kind === 'turn-dns' && action.platform === id),
        );
        const told = items.filter(({ what }) => what.kind === 'turn-dns');
        expect(told.map(({ what }) => what)).toEqual(turns);
        for (const { because, entry } of told) {
          expect(because[0]?.seq).toBeLessThan(entry.seq);
          expect(because.at(-1)).toBe(entry);
        }
        for (const { because, outcomes, entry } of items) {
          for (const line of [...because, ...outcomes]) expect(entries[line.seq - 1]).toBe(line);
          expect(because.every(({ seq }) => seq <= entry.seq)).toBe(true);
          expect(outcomes.every(({ seq }) => seq > entry.seq)).toBe(true);
        }
      }
    }),
    { numRuns: 40 },
  );
});

/** One has turned already: a limit of one at a time is reached. */
const SUD_SHELTERED = {
  kind: 'person-sheltered' as const,
  at: BELL,
  platform: platformId('sud'),
  by: { role: 'cli', name: 'A. Martin' },
  reason: 'travaux',
};

describe('an explanation', () => {
  test('of a fall names its votes, rounds and mirror, and the answers seen afterwards', () => {
    const turn = found(itemsOf([...CALM, ...FALL]), 'turn-dns');
    expect(turn?.facts).toEqual([
      { kind: 'votes', values: { against: 3, of: 3, needed: 2 } },
      { kind: 'bad-rounds', values: { rounds: 2, needed: 2, sinceAt: after(2) } },
      { kind: 'mirror-fit', values: { measuredAt: BELL, line: 1 } },
    ]);
    expect(turn?.because.map(({ event }) => event.kind)).toEqual([
      'mirror-measured',
      'round-observed',
      'round-observed',
    ]);
    expect(turn?.outcomes.map(({ event }) => event.kind)).toEqual(['dns-turned']);
  });

  test('of a turn names the line in which its batch was accepted, before its answers', () => {
    const lines = journalOf([...CALM, ...FALL], policy, 'C42');
    const items = explain(lines, RULES, NORD)?.items ?? [];
    expect(found(items, 'turn-dns')?.outcomes.map(({ event }) => event)).toMatchObject([
      { kind: 'dns-change-accepted', turn: 1, change: 'C42' },
      { kind: 'dns-turned', turn: 1 },
    ]);
  });

  test('of a fall confirmed at half the interval says so, and counts the blind apart', () => {
    const sooner = [roundOf('nord', after(2), 'xxx'), roundOf('nord', after(2.5), 'xx?')];
    const turn = found(itemsOf([...CALM, ...sooner]), 'turn-dns');
    expect(factKinds(turn)).toEqual([
      'votes',
      'blind',
      'bad-rounds',
      'half-interval',
      'mirror-fit',
    ]);
    expect(turn?.facts[0]?.values).toEqual({ against: 2, of: 2, needed: 2 });
  });

  test('of a relapse names the fall that is remembered', () => {
    const back = Array.from({ length: 400 }, (_, index): readonly Event[] => [
      roundOf('nord', after(10 + index), '...'),
      { kind: 'tick', at: after(10 + index) },
    ]).flat();
    const again = [roundOf('nord', after(340), 'xxx')];
    const items = itemsOf([...CALM, ...FALL, ...back.slice(0, 650), ...again]);
    const turn = items.findLast(({ what }) => what.kind === 'turn-dns');
    expect(turn?.what).toMatchObject({ mirrorShare: 1 });
    expect(factKinds(turn)).toContain('relapse-memory');
    const rounds = turn?.facts.find(({ kind }) => kind === 'bad-rounds');
    expect(rounds?.values).toMatchObject({ rounds: 1, needed: 1 });
  });

  test('of a person’s turn names them and why', () => {
    const turn = found(itemsOf([...CALM, person('shelter', 4)]), 'turn-dns');
    expect(turn?.facts[0]).toEqual({
      kind: 'person',
      values: { by: 'A. Martin', role: 'cli', reason: 'travaux' },
    });
  });

  test('of a step back names the good rounds and how long the one before lasted', () => {
    const good = [10, 11, 12, 200].flatMap((tens): readonly Event[] => [
      roundOf('nord', after(tens), '...'),
      { kind: 'tick', at: after(tens) },
    ]);
    const items = itemsOf([...CALM, ...FALL, ...good]);
    const back = items.findLast(({ what }) => what.kind === 'turn-dns');
    expect(back?.facts.slice(0, 2)).toEqual([
      { kind: 'good-rounds', values: { rounds: 3, needed: 3, sinceAt: after(10) } },
      { kind: 'held', values: { heldMs: 1_970_000, leastMs: policy.shelter.minHoldMs } },
    ]);
  });

  test('of what a veto kept from being done names who, and when', () => {
    const items = itemsOf([...CALM, person('veto', 1), ...FALL]);
    const undone = items.find(({ kind }) => kind === 'undone');
    expect(undone?.what).toEqual({ kind: 'withheld', because: 'vetoed' });
    expect(undone?.facts).toContainEqual({
      kind: 'veto',
      values: { by: 'A. Martin', role: 'cli', reason: 'travaux' },
    });
    expect(undone?.because.map(({ event }) => event.kind)).toContain('person-vetoed');
  });

  test.each([
    { name: 'mirror-unfit', rules: policy, first: [fitMirror('nord', BELL, false)] },
    {
      name: 'blast-radius',
      rules: { ...policy, shelter: { ...policy.shelter, blastRadius: 0.1 } },
      first: [fitMirror('nord', BELL), fitMirror('sud', BELL), SUD_SHELTERED],
    },
  ])('of a fall that did not turn says $name', ({ name, rules, first }) => {
    const items = itemsOf([...first, ...FALL], rules);
    const undone = items.find(({ kind }) => kind === 'undone');
    expect(undone?.what).toMatchObject({ kind: 'raise-task', task: { kind: name } });
    expect(factKinds(undone)).toContain('votes');
    expect(found(items, 'turn-dns')).toBeUndefined();
  });

  test('of a watcher that cannot see says so, though no incident was opened', () => {
    const blind = {
      ...policy,
      vantages: policy.vantages.map((vantage) => ({ ...vantage, controls: [] })),
    };
    const all = [2, 3].flatMap((tens) =>
      ['nord', 'sud', 'ouest'].map((id) => roundOf(id, after(tens), 'xxx')),
    );
    const entries = journalOf([...CALM, ...all], blind);
    const told = ['nord', 'sud', 'ouest'].flatMap(
      (id) => explain(entries, [{ fromSeq: 1, policy: blind }], platformId(id))?.items ?? [],
    );
    const undone = told.filter(({ kind }) => kind === 'undone');
    expect(undone.map(({ what }) => what)).toContainEqual(
      expect.objectContaining({ kind: 'raise-task', task: { kind: 'watcher-blind' } }),
    );
  });

  test('of a doubt that lacked the votes of blind vantages says so, once', () => {
    const doubts = [2, 3, 4].map((tens) => roundOf('nord', after(tens), 'x??'));
    const undone = itemsOf([...CALM, ...doubts]).filter(({ kind }) => kind === 'undone');
    expect(undone.map(({ what }) => what)).toEqual([
      { kind: 'withheld', because: 'blind-vantages' },
    ]);
  });

  test('of a doubt calls nobody blind where Route 53 alone could not tell', () => {
    const doubts = [2, 3, 4].map((tens) => checkedRound('nord', after(tens), 'x.', 's'));
    expect(itemsOf([...CALM, ...doubts])).toEqual([]);
    const falls = [5, 6].map((tens) => checkedRound('nord', after(tens), 'xx', 's'));
    const turn = found(itemsOf([...CALM, ...falls]), 'turn-dns');
    expect(factKinds(turn)).not.toContain('blind');
    expect(turn?.facts[0]?.values).toMatchObject({ against: 2, of: 2 });
  });

  test('of a way back that waits for Route 53 says so, once', () => {
    const falls = [2, 3].map((tens) => checkedRound('nord', after(tens), 'xx', 'x'));
    const waits = Array.from({ length: 60 }, (_, tens) =>
      checkedRound('nord', after(tens + 4), '..', 'x'),
    );
    const undone = itemsOf([...CALM, ...falls, ...waits]).filter(({ kind }) => kind === 'undone');
    expect(undone.map(({ what }) => what)).toEqual([
      { kind: 'withheld', because: 'check-against' },
    ]);
    expect(undone[0]?.entry.event.kind).toBe('round-observed');
  });

  test('of an incident leaves out what was decided before and after it', () => {
    const entries = journalOf([...CALM, person('shelter', 1), person('release', 1.5), ...FALL]);
    const whole = explain(entries, RULES, NORD)?.items ?? [];
    const state = entries.reduce(
      (so, { event }) => step(so, event, policy).state,
      initialState(policy),
    );
    const incident = Object.values(state.incidents)[0] ?? null;
    const within = explain(entries, RULES, NORD, incident)?.items ?? [];
    expect(within.length).toBeLessThan(whole.length);
    expect(within.every(({ entry }) => entry.event.at >= after(2))).toBe(true);
  });

  test('of an empty journal is none', () => {
    expect(explain([], RULES, NORD)).toBeNull();
  });
});
