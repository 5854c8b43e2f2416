import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastTold } from '../../core/notice/last-told.ts';
import { epochMs } from '../../core/units.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../fixtures/timeline.ts';

// Goal: schools never read that a platform works while it is down, and never miss that it is.
// Method: any sequence of good and bad rounds through the real core, looked at after every beat.

interface Stretch {
  readonly votes: string;
  readonly rounds: number;
}

/** Short stretches around every threshold, long ones to come all the way back. */
const stretches = fc.array(
  fc.record({
    votes: fc.constantFrom('...', 'xxx', 'xxx', 'x..', '???'),
    rounds: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 12 }) },
      { weight: 1, arbitrary: fc.integer({ min: 180, max: 260 }) },
    ),
  }),
  { maxLength: 14 },
);

const policy = testPolicy();
const BEAT_MS = 10_000;

interface Watch {
  readonly run: Run;
  /** When the platform was first seen down without a break; null while it is not. */
  downSince: number | null;
  seen: number;
}

function beat(watch: Watch, votes: string): void {
  const { run } = watch;
  const at = epochMs(run.at + BEAT_MS);
  run.take(roundOf('nord', at, votes));
  run.take({ kind: 'tick', at });
  const { standing } = run.platform('nord') ?? {};
  watch.downSince = standing === 'down' ? (watch.downSince ?? at) : null;
}

/** What is wrong after a beat, in a sentence; null when all is well. */
function faultOf(watch: Watch): string | null {
  const { run, downSince } = watch;
  const sent = run.actions
    .slice(watch.seen)
    .flatMap(({ action }) => (action.kind === 'send-notice' ? [action.content.phase] : []));
  watch.seen = run.actions.length;
  const { standing, incident } = run.platform('nord') ?? {};
  if (standing === 'down' && sent.includes('recovery')) return 'told recovered while down';
  const open = incident ? run.state.incidents[incident] : undefined;
  const last = open && lastTold(run.state, open)?.content.phase;
  if (downSince !== null && run.at - downSince > policy.notices.vetoMs + BEAT_MS) {
    if (open?.closedAt !== null) return 'down, and no incident is open';
    if (last === undefined || last === 'recovery') return `down, and last told: ${last ?? '-'}`;
  }
  const ended = Object.values(run.state.incidents).filter(({ closedAt }) => closedAt !== null);
  const unsaid = ended.find((one) => {
    const word = lastTold(run.state, one)?.content.phase;
    return word !== undefined && word !== 'recovery';
  });
  return unsaid ? `${unsaid.id} was closed and its schools not told` : null;
}

const fallingAgainAfter = (goodRounds: number): readonly Stretch[] => [
  { votes: 'xxx', rounds: 12 },
  { votes: '...', rounds: goodRounds },
  { votes: 'xxx', rounds: 60 },
  { votes: '...', rounds: 260 },
];

/** Around the whole of a recovery: visitors back, the veto time, the word, the end. */
const AROUND_THE_WORD = Array.from({ length: 40 }, (_, index): [readonly Stretch[]] => [
  fallingAgainAfter(180 + index),
]);

describe('what schools were last told', () => {
  test('is true of the platform, however it comes and goes', () => {
    fc.assert(
      fc.property(stretches, (heard) => {
        const watch: Watch = { run: startRun(policy), downSince: null, seen: 0 };
        watch.run.take(fitMirror('nord', BELL));
        for (const { votes, rounds } of heard)
          for (let round = 0; round < rounds; round += 1) {
            beat(watch, votes);
            expect(faultOf(watch)).toBeNull();
          }
      }),
      { numRuns: 60, examples: AROUND_THE_WORD },
    );
  });
});
