import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../core/policy.ts';
import { type EpochMs, epochMs, minutes, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: visitors come back when they may, and a second fall is not waited for. Method: rounds of
// 10 s and ticks; a hold of 30 minutes is 180 of them. The bell of the tests rings at 8:00.

const nord = platformId('nord');
const by = { role: 'cellule de crise', name: 'A.' };

function beat(run: Run, votes: string): void {
  const at = epochMs(run.at + 10_000);
  run.take({ kind: 'tick', at });
  run.take(roundOf('nord', at, votes));
}

function play(run: Run, votes: string, count: number): void {
  for (let index = 0; index < count; index += 1) beat(run, votes);
}

function fallen(policy: Policy, from: EpochMs = BELL): Run {
  const run = startRun(policy);
  run.at = from;
  run.take(fitMirror('nord', from));
  play(run, 'xxx', 2);
  return run;
}

/** Until some visitors are back. @returns when, in minutes after `from` */
function firstBack(run: Run, from: EpochMs = BELL): number {
  for (let count = 0; count < 400 && run.platform('nord')?.shelter.mirrorShare === 1; count += 1)
    beat(run, '...');
  return Math.round((run.at - from) / 60_000);
}

/** Fallen, and its turn is lost: nobody carries it out. */
function lost(): Run {
  const run = startRun(testPolicy(), { shell: 'none' });
  run.take(fitMirror('nord', BELL));
  play(run, 'xxx', 2);
  return run;
}

/** Its turn is done at last. */
function seenDone(run: Run): void {
  const turn = run.platform('nord')?.shelter.turn ?? 0;
  const done = { verified: true, answers: [], detail: { kind: 'weights-and-release' } } as const;
  run.take({ kind: 'dns-turned', at: run.at, platform: nord, turn, ...done });
}

function withClass(start: number): Policy {
  const policy = testPolicy();
  return { ...policy, shelter: { ...policy.shelter, classStarts: [start] } };
}

function sayOverload(run: Run): void {
  const incident = run.platform('nord')?.incident;
  if (incident == null) throw new Error('no incident');
  run.take({ kind: 'person-confirmed-cause', at: run.at, incident, cause: 'overload', by });
}

describe('the way back', () => {
  test('waits until the checks, which heard the origin fail, have had the time to say up', () => {
    const base = testPolicy();
    const shelter = { ...base.shelter, minHoldMs: minutes(1), checksRecoverMs: minutes(5) };
    const run = fallen({ ...base, shelter });
    play(run, 'xxx', 30);
    const recoversAt = run.at;
    // The first good round is 10 s after that: its checks may say down for five minutes more.
    expect(firstBack(run, recoversAt)).toBe(5);
  });

  test('begins a hold after the mirror was seen to answer, however long its turn was on its way', () => {
    const run = lost();
    play(run, 'xxx', 60);
    const seenAt = run.at;
    seenDone(run);
    expect(firstBack(run, seenAt)).toBe(30);
  });

  test('counts that hold from the round that saw the mirror answer, though not all of it was done', () => {
    const run = lost();
    play(run, 'xxx', 30);
    const seenAt = epochMs(run.at + 10_000);
    run.take(roundOf('nord', seenAt, 'xxx', 'mirror'));
    for (let count = 0; count < 30; count += 1)
      run.take(roundOf('nord', epochMs(run.at + 10_000), 'xxx', 'unknown'));
    seenDone(run);
    expect(firstBack(run, seenAt)).toBe(30);
  });

  test('does not count what health did and undid before the turn was done', () => {
    const run = lost();
    for (const says of ['mirror', 'mirror', 'origin'] as const)
      run.take(roundOf('nord', epochMs(run.at + 10_000), 'xxx', says));
    play(run, 'xxx', 30);
    const seenAt = run.at;
    seenDone(run);
    expect(firstBack(run, seenAt)).toBe(30);
  });

  test('waits for the rush of a class hour to pass when the cause was overload', () => {
    // The hold ends at 8:30, when a class hour begins.
    const run = fallen(withClass(8 * 60 + 30));
    sayOverload(run);
    expect(firstBack(run)).toBe(35);
  });

  const inReunion = (policy: Policy): Policy => ({
    ...policy,
    platforms: policy.platforms.map((platform) =>
      platform.id === nord ? { ...platform, timeZone: 'Indian/Reunion' } : platform,
    ),
  });
  // The hold ends at 8:03 on the clocks of Réunion (UTC+4) or of Paris (UTC+2, in April).
  const REUNION = epochMs(Date.UTC(2021, 3, 6, 3, 33));
  const PARIS = epochMs(Date.UTC(2021, 3, 6, 5, 33));
  test.each([
    ['8:03 in Réunion waits there', inReunion, REUNION, 32],
    ['8:03 in Réunion is 6:03 in Paris, and begins there', (same: Policy) => same, REUNION, 30],
    ['8:03 in Paris waits there', (same: Policy) => same, PARIS, 32],
    ['8:03 in Paris is 10:03 in Réunion, and begins there', inReunion, PARIS, 30],
  ])('at %s: the bell is that of the platform’s own zone', (_, living, from, minutes) => {
    const run = fallen(living(withClass(8 * 60)), from);
    sayOverload(run);
    expect(firstBack(run, from)).toBe(minutes);
  });

  test('begins with the class hour when the cause was another', () => {
    expect(firstBack(fallen(withClass(8 * 60 + 30)))).toBeLessThan(32);
  });

  test('is one step from a mirror that is no longer fit, after the hold', () => {
    const run = fallen(testPolicy());
    run.take(fitMirror('nord', run.at, false));
    expect(Object.values(run.state.tasks).map(({ task }) => task.kind)).toContain('mirror-gone');
    play(run, '...', 170);
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(1);
    play(run, '...', 20);
    expect(run.platform('nord')?.shelter).toMatchObject({ mirrorShare: 0, hold: false });
  });
});

describe('a second fall within the hour', () => {
  test('is sheltered at its first bad round', () => {
    const run = fallen(testPolicy());
    play(run, '...', 230);
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(0);
    beat(run, 'xx.');
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(1);
  });

  test('is not believed of one vantage', () => {
    const run = fallen(testPolicy());
    play(run, '...', 230);
    play(run, 'x..', 3);
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(0);
  });

  test('after the hour is a first one again', () => {
    const run = fallen(testPolicy());
    play(run, '...', 365);
    beat(run, 'xxx');
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(0);
    beat(run, 'xxx');
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(1);
  });
});

describe('a part of the visitors kept on the mirror by hand', () => {
  const share = (run: Run, part: number) =>
    run.take({
      kind: 'person-shared',
      at: run.at,
      platform: nord,
      share: part,
      by,
      reason: 'essai',
    });

  test('is kept while the platform is up, and given back by part 0', () => {
    const run = startRun(testPolicy());
    run.take(fitMirror('nord', BELL));
    share(run, 0.4);
    play(run, '...', 300);
    expect(run.platform('nord')?.shelter).toMatchObject({ mirrorShare: 0.4, hold: false });
    share(run, 0);
    expect(run.platform('nord')).toMatchObject({ shed: null, shelter: { mirrorShare: 0 } });
    expect(run.state.incidents).toEqual({});
  });

  test('is where a fall comes back to, and its incident ends there', () => {
    const run = startRun(testPolicy());
    run.take(fitMirror('nord', BELL));
    share(run, 0.4);
    play(run, 'xxx', 2);
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(1);
    play(run, '...', 260);
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(0.4);
    expect(Object.values(run.state.incidents)[0]?.closedAt).not.toBeNull();
  });

  test('does not send everybody to the mirror for one bad round', () => {
    const run = startRun(testPolicy());
    run.take(fitMirror('nord', BELL));
    share(run, 0.4);
    play(run, '...', 5);
    beat(run, 'xxx');
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(0.4);
  });

  test('is refused to a mirror that is not fit, and while the platform is down', () => {
    const unfit = startRun(testPolicy());
    share(unfit, 0.4);
    expect(unfit.platform('nord')?.shelter.turn).toBe(0);
    const down = fallen(testPolicy());
    share(down, 0.4);
    expect(down.platform('nord')?.shelter.mirrorShare).toBe(1);
    const tasks = [unfit, down].map(({ state }) => Object.values(state.tasks).at(-1)?.task);
    expect(tasks).toEqual([
      { kind: 'share-refused', because: 'mirror-unfit' },
      { kind: 'share-refused', because: 'down' },
    ]);
  });
});
