import { describe, expect, test } from 'vitest';
import { epochMs, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: a drill is a drill to its end, and never hides a real fall (P9). Method: a drill by hand,
// rounds every 10 s, a shell that succeeds at once.

const by = { role: 'cellule de crise', name: 'A.' };
const nord = platformId('nord');
const PLAN = {
  recipients: 3,
  mails: 3,
  sms: 0,
  smsSegments: 0,
  costEuros: 0,
  durationSec: 1,
  unreachable: 0,
};

function play(run: Run, votes: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const at = epochMs(run.at + 10_000);
    run.take({ kind: 'tick', at });
    run.take(roundOf('nord', at, votes));
  }
}

function inDrill(): Run {
  const run = startRun(testPolicy());
  run.take(fitMirror('nord', BELL));
  run.take({ kind: 'person-started-drill', at: BELL, platform: nord, by });
  return run;
}

const sent = (run: Run) =>
  run.actions.flatMap(({ action }) => (action.kind === 'send-notice' ? [action.content] : []));

describe('a drill', () => {
  test('turns for real, and every notice of it is marked a drill', () => {
    const run = inDrill();
    play(run, '...', 10);
    expect(run.platform('nord')?.shelter).toMatchObject({ hold: true, mirrorShare: 1 });
    expect(sent(run).map(({ phase, drill }) => ({ phase, drill }))).toEqual([
      { phase: 'drill', drill: true },
    ]);
  });

  test('keeps its own name and end where a fall is counted from the very second that it began', () => {
    const run = startRun(testPolicy());
    run.take(fitMirror('nord', BELL));
    run.take({ kind: 'person-started-drill', at: BELL, platform: nord, by });
    run.take(roundOf('nord', BELL, 'xxx'));
    play(run, 'xxx', 30);
    const [drill, fall, ...others] = Object.values(run.state.incidents);
    expect(others).toEqual([]);
    expect(drill).toMatchObject({ drill: true, fellAt: BELL });
    expect(drill?.closedAt).not.toBe(null);
    expect(fall).toMatchObject({ drill: false, fellAt: BELL, closedAt: null });
    expect(fall?.id).toBe(`${drill?.id}-2`);
    expect(run.platform('nord')?.incident).toBe(fall?.id);
    expect(sent(run).at(-1)).toMatchObject({ drill: false, reference: fall?.reference });
  });

  test('ends when a person says so, visitors back at once, its end told as a drill', () => {
    const run = inDrill();
    play(run, '...', 10);
    run.take({ kind: 'person-ended-drill', at: run.at, platform: nord, by });
    play(run, '...', 20);
    expect(run.platform('nord')?.shelter).toMatchObject({ hold: false, mirrorShare: 0 });
    expect(sent(run).map(({ drill }) => drill)).toEqual([true, true]);
    expect(Object.values(run.state.incidents).map(({ closedAt }) => closedAt === null)).toEqual([
      false,
    ]);
  });

  test('does not start over a real fall', () => {
    const run = startRun(testPolicy());
    run.take(fitMirror('nord', BELL));
    play(run, 'xxx', 2);
    run.take({ kind: 'person-started-drill', at: run.at, platform: nord, by });
    expect(run.platform('nord')?.drill).toBe(false);
  });

  test('is ended by a real fall, which is told as one', () => {
    const run = inDrill();
    play(run, '...', 10);
    play(run, 'xxx', 12);
    expect(run.platform('nord')?.drill).toBe(false);
    const [, outage] = sent(run);
    expect(outage).toMatchObject({ phase: 'outage', drill: false, sheltered: true });
    const real = Object.values(run.state.incidents).find(({ drill }) => !drill);
    expect(real?.shelteredAt).not.toBeNull();
    play(run, '...', 260);
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(0);
    expect(sent(run).at(-1)).toMatchObject({ phase: 'recovery', drill: false });
  });

  test('tells of its end although its first word is still being sent', () => {
    const run = startRun(testPolicy(), { shell: 'none' });
    const answered = new Set<string>();
    const shell = (): void => {
      for (const { action } of run.actions) {
        if (answered.has(action.key)) continue;
        answered.add(action.key);
        if (action.kind === 'turn-dns')
          run.take({
            kind: 'dns-turned',
            at: run.at,
            platform: nord,
            turn: action.turn,
            verified: true,
            answers: [],
            detail: { kind: 'weights-and-release' },
          });
        if (action.kind === 'plan-notice')
          run.take({ kind: 'notice-planned', at: run.at, notice: action.notice, plan: PLAN });
        if (action.kind === 'send-notice')
          run.take({ kind: 'notice-first-accepted', at: run.at, notice: action.notice });
      }
    };
    run.take(fitMirror('nord', BELL));
    run.take({ kind: 'person-started-drill', at: BELL, platform: nord, by });
    for (let round = 0; round < 30; round += 1) {
      if (round === 10) run.take({ kind: 'person-ended-drill', at: run.at, platform: nord, by });
      shell();
      play(run, '...', 1);
    }
    expect(Object.values(run.state.notices).map(({ stage }) => stage)).toEqual([
      'sending',
      'sending',
    ]);
    expect(sent(run).map(({ phase, recoveredAt }) => [phase, recoveredAt !== null])).toEqual([
      ['drill', false],
      ['drill', true],
    ]);
  });
});
