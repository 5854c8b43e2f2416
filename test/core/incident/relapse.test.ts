import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../core/policy.ts';
import { durationMs, epochMs, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: a platform that falls again is never called recovered, and its second fall is told. Method:
// rounds and ticks every 10 s; the fall comes while the recovery waits, leaves, or has left.

/** Long enough for a hold, the way back by shares, and the word of it. */
const LIFE = 300;

function beat(run: Run, votes: string): void {
  const at = epochMs(run.at + 10_000);
  run.take({ kind: 'tick', at });
  run.take(roundOf('nord', at, votes));
}

function play(run: Run, votes: string, count: number): void {
  for (let index = 0; index < count; index += 1) beat(run, votes);
}

const incidentOf = (run: Run) => {
  const [incident, ...others] = Object.values(run.state.incidents);
  expect(others).toEqual([]);
  if (incident === undefined) throw new Error('no incident');
  return incident;
};

/** Down, told, sheltered, and up again: until visitors are back and the recovery waits. */
function backAgain(policy: Policy = testPolicy()): Run {
  const run = startRun(policy);
  run.take(fitMirror('nord', BELL));
  play(run, 'xxx', 12);
  for (let count = 0; count < LIFE && incidentOf(run).backAt === null; count += 1) beat(run, '...');
  return run;
}

const said = (run: Run) =>
  run.actions.flatMap(({ action }) => (action.kind === 'send-notice' ? [action.content] : []));
const phases = (run: Run) => said(run).map(({ phase }) => phase);
const stages = (run: Run) =>
  Object.values(run.state.notices).map(({ content, stage }) => `${content.phase} ${stage}`);

describe('a fall while the recovery is on its way', () => {
  test('withdraws the recovery that has not begun to leave, and goes on with the incident', () => {
    const run = backAgain();
    const told = phases(run);
    expect(stages(run).at(-1)).toBe('recovery waiting');
    play(run, 'xxx', 30);
    expect(phases(run).slice(told.length)).not.toContain('recovery');
    expect(stages(run)).toContain('recovery cancelled');
    expect(incidentOf(run)).toMatchObject({ backAt: null, closedAt: null, relapses: 1 });
    expect(run.platform('nord')?.shelter).toMatchObject({ hold: true, mirrorShare: 1 });
  });

  test('withdraws a held recovery too: no hand may release it over a platform that is down', () => {
    const run = backAgain();
    const notice = Object.keys(run.state.notices).find((id) => id.includes('/recovery/')) ?? '';
    const by = { role: 'cellule de crise', name: 'A.' };
    run.take({ kind: 'person-held-notice', at: run.at, notice, by });
    play(run, 'xxx', 3);
    run.take({ kind: 'person-released-notice', at: run.at, notice, by });
    play(run, 'xxx', 10);
    expect(phases(run)).not.toContain('recovery');
  });

  test('keeps the next word that was promised, and tells of one return in the end', () => {
    const run = backAgain();
    play(run, 'xxx', 40);
    expect(phases(run).at(-1)).toBe('cause');
    play(run, '...', LIFE);
    expect(phases(run).filter((phase) => phase === 'recovery')).toHaveLength(1);
    expect(phases(run).at(-1)).toBe('recovery');
    expect(incidentOf(run).closedAt).not.toBeNull();
  });

  test('holds the recovery back while there is a doubt', () => {
    // Without a memory of the last fall, which would take the doubt for a relapse.
    const policy = testPolicy();
    const forgetful = { ...policy, watch: { ...policy.watch, relapseMemoryMs: durationMs(0) } };
    const run = backAgain(forgetful);
    const { sendAt } = Object.values(run.state.notices).at(-1) ?? { sendAt: 0 };
    while (run.at < sendAt - 20_000) beat(run, '...');
    beat(run, 'xxx');
    run.take({ kind: 'tick', at: epochMs(sendAt) });
    expect(phases(run)).not.toContain('recovery');
    play(run, '...', 10);
    expect(phases(run).at(-1)).toBe('recovery');
  });
});

/** Until the recovery leaves, and goes on leaving for as long as the test: SMS wait for the morning. */
function leaving(policy: Policy = testPolicy()): Run {
  const run = backAgain(policy);
  while (!phases(run).includes('recovery')) beat(run, '...');
  const { notices } = run.state;
  const last = Object.values(notices).at(-1);
  if (last === undefined) throw new Error('no notice');
  run.state = { ...run.state, notices: { ...notices, [last.id]: { ...last, stage: 'sending' } } };
  return run;
}

describe('a fall after the recovery began to leave', () => {
  test('is told as a relapse, with the time of the second fall, and the incident stays open', () => {
    const run = leaving();
    const fellAgain = epochMs(run.at + 10_000);
    play(run, 'xxx', 12);
    expect(said(run).at(-1)).toMatchObject({
      phase: 'relapse',
      fellAt: fellAgain,
      sheltered: true,
      recoveredAt: null,
    });
    expect(incidentOf(run)).toMatchObject({ closedAt: null, backAt: null });
  });

  test('has its own recovery, even while the first one is still leaving', () => {
    const run = leaving();
    play(run, 'xxx', 12);
    play(run, '...', LIFE);
    expect(phases(run).slice(-2)).toEqual(['relapse', 'recovery']);
    expect(stages(run).filter((stage) => stage.startsWith('recovery'))).toEqual([
      'recovery sending',
      'recovery sent',
    ]);
  });

  test('that is over before it was told leaves the recovery as the last word, said once', () => {
    const policy = testPolicy();
    const shelter = { ...policy.shelter, minHoldMs: policy.watch.intervalMs, originShares: [1] };
    const run = leaving({ ...policy, shelter });
    play(run, 'xxx', 2);
    const relapse = Object.keys(run.state.notices).at(-1) ?? '';
    expect(relapse).toContain('/relapse/1');
    const by = { role: 'cellule de crise', name: 'A.' };
    run.take({ kind: 'person-held-notice', at: run.at, notice: relapse, by });
    play(run, '...', 40);
    expect(phases(run).filter((phase) => phase === 'recovery')).toHaveLength(1);
    expect(run.state.notices[relapse]?.stage).toBe('cancelled');
  });
});

test('a second fall of an incident that nobody was told of is told as an outage', () => {
  const run = startRun(testPolicy(), { shell: 'none' });
  run.take(fitMirror('nord', BELL, false));
  play(run, 'xxx', 2);
  for (let count = 0; count < 20 && incidentOf(run).backAt === null; count += 1) {
    const at = epochMs(run.at + 10_000);
    run.take(roundOf('nord', at, '...'));
    if (run.platform('nord')?.streak.rounds === 3) run.take({ kind: 'tick', at });
  }
  const before = incidentOf(run);
  expect(before.backAt).not.toBeNull();
  expect(before.closedAt).toBeNull();
  const since = epochMs(run.at + 10_000);
  for (let count = 0; count < 2; count += 1)
    run.take(roundOf('nord', epochMs(run.at + 10_000), 'xxx'));
  expect(stages(run)).toEqual(['outage cancelled', 'outage planning']);
  expect(Object.values(run.state.notices).at(-1)?.content.fellAt).toBe(since);
});

test('a real fall just after a drill, before its end is told, is no relapse of the drill', () => {
  const run = startRun(testPolicy());
  const by = { role: 'cellule de crise', name: 'A.' };
  const platform = platformId('nord');
  run.take(fitMirror('nord', BELL));
  run.take({ kind: 'person-started-drill', at: BELL, platform, by });
  play(run, '...', 10);
  run.take({ kind: 'person-ended-drill', at: run.at, platform, by });
  play(run, '...', 2);
  play(run, 'xxx', 12);
  expect(said(run).map(({ phase, drill }) => ({ phase, drill }))).toEqual([
    { phase: 'drill', drill: true },
    { phase: 'outage', drill: false },
  ]);
});
