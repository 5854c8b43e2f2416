import { describe, expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import type { Action } from '../../../core/incident/action.ts';
import type { Event } from '../../../core/incident/event.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import type { TurnReason } from '../../../core/shelter/turn-reason.ts';
import { chainEntry } from '../../../core/journal/chain.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { checkJournal } from '../../../core/promises/check-journal.ts';
import { judgeJournal } from '../../../core/promises/judge-journal.ts';
import { epochMs, incidentId, platformId } from '../../../core/units.ts';
import { chained, startedAt, turnTo } from '../../fixtures/journal.ts';
import { inEnglish } from '../../fixtures/in-english.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../../fixtures/timeline.ts';

// Goal: the judge of a journal says no to each way of breaking a promise, and to nothing else. Method:
// lines written by hand, with actions that no version gives; P8 says so of each, and is left aside.

const policy = testPolicy();
const nord = platformId('nord');
const at = (sec: number) => epochMs(BELL + sec * 1_000);
const by = { role: 'op', name: 'x' };

type Written = readonly [event: Event, ...actions: readonly Action[]];

/** What the judge says of lines by hand: `<line> <promise> <words>`, without what P8 says of their actions. */
function faultsOf(
  lines: readonly Written[],
  options: { fromSeq?: number } = {},
): readonly string[] {
  const judge = judgeJournal(policy, hashOf, options.fromSeq);
  const entries = chained(
    lines.map(([event]) => event),
    (_, index) => lines[index]?.slice(1) as readonly Action[],
  );
  return entries.flatMap((entry) =>
    judge
      .take(entry)
      .filter(({ said }) => said.key !== 'line-unexplained')
      .map(({ promise, said }) => `${entry.seq} ${promise} ${inEnglish(said)}`),
  );
}

const turn = (
  number: number,
  share: number,
  why: TurnReason = { kind: 'waited' },
  id = 'nord',
) => ({
  ...turnTo(number, share, id),
  why,
});
const tick = (sec: number, seenAt?: number): Event => ({
  kind: 'tick',
  at: at(sec),
  ...(seenAt === undefined ? {} : { seenAt: at(seenAt) }),
});
const shared = (sec: number, share: number): Event => ({
  kind: 'person-shared',
  at: at(sec),
  platform: nord,
  share,
  by,
  reason: 'essai',
});
const FIT = [fitMirror('nord', at(0))] as const;
const HOLD = policy.shelter.minHoldMs / 1_000;

describe('P7, of whoever cannot see', () => {
  test('no round acts that fewer saw than make a fall', () => {
    expect(faultsOf([FIT, [roundOf('nord', at(1), 'x??'), turn(1, 1)]])).toEqual([
      '2 P7 line 2: an act of a round in which too few vantages saw: 1',
    ]);
    expect(faultsOf([FIT, [roundOf('nord', at(1), 'xx?'), turn(1, 1)]])).toEqual([]);
    expect(faultsOf([[roundOf('nord', at(1), '???')]])).toEqual([]);
  });

  const unseen = '2 P7 line 2: nord was turned by time alone, unseen';

  test('no time turns a platform when rounds have stopped', () => {
    expect(faultsOf([FIT, [tick(100, 69), turn(1, 1)]])).toEqual([unseen]);
    expect(faultsOf([FIT, [tick(100, 70), turn(1, 1)]])).toEqual([]);
    expect(faultsOf([FIT, [tick(100), turn(1, 1)]])).toEqual([]);
  });

  test('no time turns a platform that too few see, or that is not known', () => {
    const blind = [roundOf('nord', at(1), 'x??')] as const;
    expect(faultsOf([FIT, blind, [tick(2, 1), turn(1, 1)]])).toEqual([
      '3 P7 line 3: nord was turned by time alone, unseen',
    ]);
    expect(faultsOf([FIT, [tick(2, 1), turn(1, 0.5, { kind: 'waited' }, 'inconnu')]])).toEqual([
      '2 P7 line 2: inconnu was turned by time alone, unseen',
      '2 P1 line 2: inconnu turned to a mirror not measured fit',
    ]);
  });

  test.each<TurnReason>([
    { kind: 'asked-again', after: 'given-up' },
    { kind: 'vetoed' },
    { kind: 'suspended', by: 'page' },
    { kind: 'veto-lifted' },
    { kind: 'reopened', by: 'page' },
  ])('$kind is no decision of time', (why) => {
    expect(faultsOf([FIT, [tick(100, 0), turn(1, 1, why)]])).toEqual([]);
  });

  test('other actions, and other events, are not by time', () => {
    const task: Action = {
      kind: 'raise-task',
      key: 'k',
      task: { kind: 'action-failed', action: 'a', detail: '' },
    };
    expect(faultsOf([FIT, [tick(100, 0), task]])).toEqual([]);
    expect(faultsOf([FIT, [startedAt(at(100)), turn(1, 1)]])).toEqual([]);
  });
});

describe('P1, of a mirror that is not fit', () => {
  const unfit = 'P1 line 2: nord turned to a mirror not measured fit';

  test('nobody is sent there, not even a part, nor by a person', () => {
    expect(faultsOf([[startedAt(at(0))], [startedAt(at(1)), turn(1, 1)]])).toEqual([`2 ${unfit}`]);
    expect(faultsOf([[fitMirror('nord', at(0), false)], [startedAt(at(1)), turn(1, 0.1)]])).toEqual(
      [`2 ${unfit}`],
    );
    expect(faultsOf([[startedAt(at(0))], [shared(1, 0.3), turn(1, 0.3)]])).toEqual([`2 ${unfit}`]);
    expect(faultsOf([[startedAt(at(0))], [startedAt(at(1)), turn(1, 0)]])).toEqual([]);
  });

  test('the measure of the line itself counts', () => {
    expect(faultsOf([[startedAt(at(0))], [fitMirror('nord', at(1)), turn(1, 1)]])).toEqual([]);
    expect(faultsOf([FIT, [fitMirror('nord', at(1), false), turn(1, 1)]])).toEqual([`2 ${unfit}`]);
  });

  test('who is there already is sent nowhere', () => {
    const gone = [fitMirror('nord', at(2), false)] as const;
    const out = [startedAt(at(1)), turn(1, 0.5)] as const;
    expect(faultsOf([FIT, out, gone, [startedAt(at(3)), turn(2, 0.5)]])).toEqual([]);
    expect(faultsOf([FIT, out, gone, [startedAt(at(3)), turn(2, 0.6)]])).toHaveLength(1);
  });
});

describe('P4, of a flap', () => {
  const turns = (...list: readonly (readonly [sec: number, share: number])[]) =>
    faultsOf([
      FIT,
      ...list.map(([sec, share], index): Written => [startedAt(at(sec)), turn(index + 1, share)]),
    ]);

  test('nobody goes out twice within a hold', () => {
    expect(turns([1, 1], [2, 0], [HOLD, 1])).toEqual([
      `4 P4 nord turned out twice within ${HOLD - 1} s`,
    ]);
    expect(turns([1, 1], [2, 0], [HOLD + 1, 1])).toEqual([]);
  });

  test('nobody comes back twice within a hold, by whatever steps', () => {
    expect(turns([0, 1], [2, 0.9], [3, 0], [HOLD, 1], [HOLD + 1, 0.5])).toEqual([
      `6 P4 nord turned back twice within ${HOLD - 1} s`,
    ]);
    expect(turns([0, 1], [2, 0], [HOLD + 2, 1], [HOLD + 3, 0])).toEqual([]);
  });

  test('parts are no flap, and a person’s turns are theirs', () => {
    expect(turns([1, 0.3], [2, 0], [3, 0.3], [4, 0])).toEqual([]);
    const hands: readonly Written[] = [
      FIT,
      [startedAt(at(1)), turn(1, 1)],
      [shared(2, 0), turn(2, 0)],
      [startedAt(at(3)), turn(3, 1)],
    ];
    expect(faultsOf(hands)).toEqual([]);
    const twice: readonly Written[] = [
      ...hands,
      [shared(4, 0), turn(4, 0)],
      [startedAt(at(5)), turn(5, 1)],
    ];
    expect(faultsOf(twice)).toEqual([]);
    expect(
      faultsOf([...twice, [startedAt(at(6)), turn(6, 0)], [startedAt(at(7)), turn(7, 1)]]),
    ).toEqual(['8 P4 nord turned out twice within 2 s']);
  });

  test('no event of a person counts, and each of them begins anew', () => {
    const twoHands: readonly Written[] = [
      FIT,
      [startedAt(at(1)), turn(1, 1)],
      [shared(2, 0.5), turn(2, 0.5)],
      [shared(3, 0), turn(3, 0)],
      [startedAt(at(4)), turn(4, 1)],
      [startedAt(at(5)), turn(5, 0)],
      [startedAt(at(6)), turn(6, 1)],
    ];
    expect(faultsOf(twoHands)).toEqual(['7 P4 nord turned out twice within 2 s']);
    // The same heading again is no way at all.
    expect(
      faultsOf([FIT, ...[1, 2, 3].map((sec): Written => [startedAt(at(sec)), turn(sec, 1)])]),
    ).toEqual([]);
  });

  test('one platform’s is not another’s', () => {
    const sud = [fitMirror('sud', at(0))] as const;
    const out = [startedAt(at(1)), turn(1, 1)] as const;
    expect(
      faultsOf([FIT, sud, out, [startedAt(at(2)), turn(1, 1, { kind: 'waited' }, 'sud')]]),
    ).toEqual([]);
  });
});

describe('P8, of a batch that a turn names', () => {
  const change = { id: 'C1', acceptedAt: at(1), insyncAt: at(2) };
  const accepted = (platform: string, number: number, id: string): Event => ({
    kind: 'dns-change-accepted',
    at: at(1),
    platform: platformId(platform),
    turn: number,
    change: id,
  });
  const turned = (named: boolean): Event => ({
    kind: 'dns-turned',
    at: at(2),
    platform: nord,
    turn: 1,
    verified: true,
    answers: [],
    detail: { kind: 'hold-and-weights', ...(named ? { change } : {}) },
  });
  const unheard = 'P8 line 2 names change C1, which no line before accepted';

  test('a line before said that it was accepted, for that very turn', () => {
    expect(faultsOf([[accepted('nord', 1, 'C1')], [turned(true)]])).toEqual([]);
    for (const other of [
      accepted('sud', 1, 'C1'),
      accepted('nord', 2, 'C1'),
      accepted('nord', 1, 'C2'),
    ])
      expect(faultsOf([[other], [turned(true)]])).toEqual([`2 ${unheard}`]);
    expect(faultsOf([[startedAt(at(1))], [turned(false)]])).toEqual([]);
  });
});

describe('P5, of words', () => {
  const lived = [
    fitMirror('nord', at(0)),
    ...[1, 2].map((beat) => roundOf('nord', at(beat * 10), 'xxx')),
  ];
  const state = lived.reduce((so, event) => step(so, event, policy).state, initialState(policy));
  const incident = incidentId(Object.keys(state.incidents)[0] ?? '');
  const fellAt = (state.incidents[incident]?.fellAt ?? 0) - BELL;
  const FIRST_WORD = (fellAt + policy.cause.firstWordMs) / 1_000;
  const recorded: Event = {
    kind: 'person-confirmed-cause',
    at: at(30),
    incident,
    cause: 'overload',
    by,
  };
  const said = (cause: string, rung: string, sec: number, of: string = incident): Written => [
    startedAt(at(sec)),
    {
      kind: 'send-notice',
      key: 'n/send',
      notice: 'n',
      content: { cause, rung, incident: of },
    } as never,
  ];
  const judged = (words: Written) => {
    let so = initialState(policy);
    const entries: JournalEntry[] = [];
    const judge = judgeJournal(policy, hashOf);
    const take = (event: Event, actions: readonly Action[]) => {
      entries.push(chainEntry(entries.at(-1) ?? null, event, actions, hashOf));
      return judge.take(entries.at(-1) as JournalEntry);
    };
    for (const event of [...lived, recorded]) {
      const next = step(so, event, policy);
      so = next.state;
      expect(take(event, next.actions)).toEqual([]);
    }
    const [event, ...actions] = words;
    // No version gives such an action: P8 says so.
    return {
      broken: take(event, actions).filter(({ promise }) => promise !== 'P8'),
      said: judge.tally().said,
      verdict: judge.state().incidents[incident]?.verdict,
    };
  };

  test('a word is said that its verdict carries, once it is time', () => {
    const { verdict, ...rest } = judged(said('overload', 'confirmée', FIRST_WORD));
    expect(verdict).toMatchObject({ cause: 'overload', rung: 'confirmée' });
    expect(rest).toEqual({ broken: [], said: 1 });
  });

  test.each([
    ['another cause', said('attack', 'confirmée', FIRST_WORD)],
    ['another rung', said('overload', 'probable', FIRST_WORD)],
    ['too early', said('overload', 'confirmée', FIRST_WORD - 1)],
    ['an unknown incident', said('overload', 'confirmée', FIRST_WORD, 'nord-1')],
  ])('no other: %s', (_, words) => {
    const cause = (words[1] as { readonly content: { readonly cause: string } }).content.cause;
    const { broken, said: sent } = judged(words);
    const unfounded = { key: 'word-unfounded', values: { seq: 5, cause } };
    expect(broken).toEqual([{ promise: 'P5', said: unfounded }]);
    expect(sent).toBe(1);
  });

  test('that nothing is known may always be said', () => {
    expect(judged(said('undetermined', 'inconnue', 31))).toMatchObject({ broken: [], said: 1 });
  });
});

describe('what is counted', () => {
  const lines: readonly Written[] = [
    FIT,
    [roundOf('nord', at(1), '...')],
    [roundOf('nord', at(2), 'xx?'), turn(1, 1)],
    [startedAt(at(3)), turn(2, 0.5)],
    [startedAt(at(4)), turn(3, 0.2)],
  ];
  const entries = chained(
    lines.map(([event]) => event),
    (_, index) => lines[index]?.slice(1) as readonly Action[],
  );

  test('are lines, rounds, words and turns of all visitors, from the first that is judged', () => {
    const tallyFrom = (fromSeq?: number) => {
      const judge = judgeJournal(policy, hashOf, fromSeq);
      const faults = entries.map((entry) => judge.take(entry).length > 0);
      return { ...judge.tally(), faults: faults.map((one) => (one ? 'x' : '.')).join('') };
    };
    expect(tallyFrom()).toEqual({ lines: 5, rounds: 2, said: 0, turns: 2, faults: '..xxx' });
    expect(tallyFrom(4)).toEqual({ lines: 2, rounds: 0, said: 0, turns: 1, faults: '...xx' });
  });

  test('a chain is judged from there on too', () => {
    const [first, second, third] = entries as readonly [JournalEntry, JournalEntry, JournalEntry];
    const bent = [{ ...first, hash: third.hash }, second, third];
    const chains = (fromSeq: number) => {
      const judge = judgeJournal(policy, hashOf, fromSeq);
      return bent
        .flatMap((entry) => judge.take(entry).filter(({ said }) => said.key !== 'line-unexplained'))
        .map(({ said }) => inEnglish(said));
    };
    expect(chains(1)).toEqual(['line 1 was altered', 'line 2 does not follow its predecessor']);
    expect(chains(2)).toEqual(['line 2 does not follow its predecessor']);
    expect(chains(3)).toEqual([]);
  });

  test('is told of each promise that held, and at most five faults of one that did not', () => {
    const checks = checkJournal(entries.slice(0, 2), policy, hashOf);
    expect(checks).toEqual([
      { id: 'P1', held: true, said: [{ key: 'turns-fit', values: { count: 0 } }] },
      { id: 'P4', held: true, said: [{ key: 'turns-held', values: { count: 0 } }] },
      { id: 'P5', held: true, said: [{ key: 'words-carried', values: { count: 0 } }] },
      { id: 'P7', held: true, said: [{ key: 'rounds-seen', values: { count: 1 } }] },
      { id: 'P8', held: true, said: [{ key: 'lines-explained', values: { count: 2 } }] },
    ]);
    const unexplained = chained(
      [1, 2, 3, 4, 5, 6].map((ms) => startedAt(BELL + ms)),
      (_, index) => [turn(index + 1, 0)],
    );
    const p8 = checkJournal(unexplained, policy, hashOf).at(-1);
    expect(p8).toEqual({
      id: 'P8',
      held: false,
      said: [1, 2, 3, 4, 5].map((seq) => ({ key: 'line-unexplained', values: { seq } })),
    });
  });
});
