import { describe, expect, test } from 'vitest';
import { epochMs, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: pin when visitors go to the mirror and come back. Method: one character is one round of
// 10 s in which all vantages agree ('.' up, 'x' down, '?' all blind, '1' one of three says down);
// the expected line is the mirror's share after each round: O none, M all, digits the tenths left.

const VOTES: Readonly<Record<string, string>> = { '.': '...', x: 'xxx', '?': '???', '1': 'x..' };

function served(heard: string, options: { readonly fit?: boolean } = {}): string {
  const policy = testPolicy();
  const run = startRun(policy);
  if (options.fit !== false)
    for (const id of ['nord', 'sud', 'ouest']) run.take(fitMirror(id, BELL));
  return Array.from(heard, (character, index) => {
    const at = epochMs(BELL + index * 10_000);
    run.take({ kind: 'tick', at });
    run.take(roundOf('nord', at, VOTES[character] ?? '...'));
    const share = run.platform('nord')?.shelter.mirrorShare ?? 0;
    return share === 0 ? 'O' : share === 1 ? 'M' : String(Math.round(share * 10));
  }).join('');
}

/** A hold of 30 minutes is 180 rounds; the way back waits for it. */
const HOLD = 180;

describe('shelter', () => {
  test.each([
    { name: 'stays while the origin answers', heard: '......', expected: 'OOOOOO' },
    { name: 'forgives one bad round', heard: '.x.x.x.', expected: 'OOOOOOO' },
    { name: 'turns at the second bad round in a row', heard: '.xx', expected: 'OOM' },
    { name: 'does not believe one vantage of three', heard: '111111', expected: 'OOOOOO' },
    { name: 'does not act while it is blind', heard: '??????', expected: 'OOOOOO' },
    { name: 'keeps what it counted while it is blind', heard: 'x??x', expected: 'OOOM' },
  ])('$name', ({ heard, expected }) => {
    expect(served(heard)).toBe(expected);
  });

  test('holds the mirror for the whole minimum, then comes back by shares', () => {
    const line = served(`xx${'.'.repeat(HOLD + 40)}`);
    expect(line.indexOf('9')).toBe(HOLD + 1);
    expect(line.replaceAll(/(.)\1*/g, '$1')).toBe('OM95O');
  });

  test('turns back at the first bad round on the way, and holds again', () => {
    const line = served(`xx${'.'.repeat(HOLD)}${'.'.repeat(13)}x${'.'.repeat(HOLD - 5)}`);
    expect(line.replaceAll(/(.)\1*/g, '$1')).toBe('OM95M');
  });

  test('never turns to a mirror that was not measured fit, and says so', () => {
    expect(served('.xxxx', { fit: false })).toBe('OOOOO');
    const run = startRun(testPolicy());
    for (const round of [0, 1]) run.take(roundOf('nord', epochMs(BELL + round * 10_000), 'xxx'));
    const raised = run.actions.flatMap(({ action }) =>
      action.kind === 'raise-task' ? [action.task] : [],
    );
    expect(raised).toEqual([{ kind: 'mirror-unfit', reasons: [] }]);
  });

  test('turns as soon as the mirror of a fallen platform is measured fit', () => {
    const run = startRun(testPolicy());
    for (const round of [0, 1]) run.take(roundOf('nord', epochMs(BELL + round * 10_000), 'xxx'));
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(0);
    run.take(fitMirror('nord', epochMs(BELL + 20_000)));
    expect(run.platform('nord')?.shelter).toMatchObject({ hold: true, mirrorShare: 1 });
  });

  test('holds at once when the data plane turned by health alone', () => {
    const run = startRun(testPolicy());
    run.take(fitMirror('nord', BELL));
    const round = roundOf('nord', BELL, 'xxx');
    run.take({ ...round, dnsSays: 'mirror' } as typeof round);
    expect(run.platform('nord')?.shelter.hold).toBe(true);
  });

  test('holds what the data plane turned even when the origin answers again by then', () => {
    const run = startRun(testPolicy());
    run.take(fitMirror('nord', BELL));
    run.take(roundOf('nord', BELL, 'xxx'));
    const round = roundOf('nord', epochMs(BELL + 10_000), '...');
    run.take({ ...round, dnsSays: 'mirror' } as typeof round);
    expect(run.platform('nord')?.shelter).toMatchObject({ hold: true, mirrorShare: 1 });
    expect(Object.values(run.state.incidents)[0]?.fellAt).toBe(BELL);
  });

  test('a way back that the name servers do not confirm ends on the mirror, and is told', () => {
    const run = startRun(testPolicy(), { shell: 'none' });
    run.take(fitMirror('nord', BELL));
    const turned = (at: number, verified: boolean) => {
      const turn = run.platform('nord')?.shelter.turn ?? 0;
      const platform = platformId('nord');
      const rest = { answers: [], detail: 'vu 1, voulu 0,9' };
      run.take({ kind: 'dns-turned', at: epochMs(at), platform, turn, verified, ...rest });
    };
    for (const beat of [0, 1]) run.take(roundOf('nord', epochMs(BELL + beat * 10_000), 'xxx'));
    turned(BELL + 20_000, true);
    for (let beat = 3; beat < 190; beat += 1) {
      const at = epochMs(BELL + beat * 10_000);
      run.take({ kind: 'tick', at });
      run.take(roundOf('nord', at, '...'));
    }
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(0.9);
    turned(BELL + 2_400_000, false);
    expect(run.platform('nord')?.shelter).toMatchObject({ hold: true, mirrorShare: 1 });
    expect(Object.values(run.state.tasks).map(({ task }) => task)).toContainEqual(
      expect.objectContaining({ kind: 'turn-not-confirmed', next: 'back-to-mirror' }),
    );
  });

  test('a fall soon after a doubt began with it', () => {
    const run = startRun(testPolicy());
    run.take(fitMirror('nord', BELL));
    for (const [beat, votes] of ['xxx', '...', '...', 'xxx', 'xxx'].entries())
      run.take(roundOf('nord', epochMs(BELL + beat * 10_000), votes));
    expect(Object.values(run.state.incidents)[0]?.fellAt).toBe(BELL);
  });

  test('without a doubt of its own, follows the data plane at the second round', () => {
    const run = startRun(testPolicy());
    run.take(fitMirror('nord', BELL));
    const round = roundOf('nord', BELL, '...');
    run.take({ ...round, dnsSays: 'mirror' } as typeof round);
    expect(run.platform('nord')?.shelter.hold).toBe(false);
    run.take({ ...round, dnsSays: 'mirror', at: epochMs(BELL + 10_000) } as typeof round);
    expect(run.platform('nord')?.shelter).toMatchObject({ hold: true, mirrorShare: 1 });
  });

  test('does not follow the data plane while it is blind, nor to an unfit mirror', () => {
    const run = startRun(testPolicy());
    for (let beat = 0; beat < 5; beat += 1) {
      const round = roundOf('nord', epochMs(BELL + beat * 10_000), '???');
      run.take({ ...round, dnsSays: 'mirror' } as typeof round);
    }
    expect(run.actions).toEqual([]);
    const round = roundOf('nord', epochMs(BELL + 60_000), 'xxx');
    run.take({ ...round, dnsSays: 'mirror' } as typeof round);
    expect(run.platform('nord')?.shelter.hold).toBe(false);
  });

  test('leaves a platform that its owner suspended alone', () => {
    const run = startRun(testPolicy());
    run.take(fitMirror('nord', BELL));
    const by = { role: 'propriétaire', name: 'Région' };
    run.take({
      kind: 'person-suspended',
      at: BELL,
      platform: platformId('nord'),
      by,
      reason: 'menaces',
    });
    for (let round = 1; round < 9; round += 1)
      run.take(roundOf('nord', epochMs(BELL + round * 10_000), 'xxx'));
    const turns = run.actions.flatMap(({ action }) => (action.kind === 'turn-dns' ? [action] : []));
    expect(turns).toMatchObject([{ mirrorShare: 0, hold: false, stay: true }]);
    expect(run.state.incidents).toEqual({});
  });

  test('does not turn more platforms than the blast radius without a person', () => {
    const base = testPolicy();
    const policy = { ...base, shelter: { ...base.shelter, blastRadius: 0.34 } };
    const run = startRun(policy);
    for (const id of ['nord', 'sud']) run.take(fitMirror(id, BELL));
    for (const round of [0, 1])
      for (const id of ['nord', 'sud'])
        run.take(roundOf(id, epochMs(BELL + round * 10_000), 'xxx'));
    expect(run.platform('nord')?.shelter.hold).toBe(true);
    expect(run.platform('sud')?.shelter.hold).toBe(false);
    const by = { role: 'cellule de crise', name: 'A.' };
    const at = epochMs(BELL + 30_000);
    run.take({ kind: 'person-sheltered', at, platform: platformId('sud'), by, reason: 'confirmé' });
    expect(run.platform('sud')?.shelter.hold).toBe(true);
  });

  test('turns what the blast radius kept waiting once its five minutes have passed', () => {
    const base = testPolicy();
    const policy = { ...base, shelter: { ...base.shelter, blastRadius: 0.34 } };
    const run = startRun(policy);
    for (const id of ['nord', 'sud']) run.take(fitMirror(id, BELL));
    const waited: number[] = [];
    for (let beat = 0; beat < 40; beat += 1) {
      const at = epochMs(BELL + beat * 10_000);
      run.take({ kind: 'tick', at });
      for (const id of ['nord', 'sud']) run.take(roundOf(id, at, 'xxx'));
      if (run.platform('sud')?.shelter.hold === false) waited.push(beat);
    }
    expect(waited.at(-1)).toBe(30);
    expect(run.platform('sud')?.shelter).toMatchObject({ hold: true, mirrorShare: 1 });
    expect(Object.keys(run.state.tasks).filter((key) => key.endsWith('blast-radius'))).toHaveLength(
      1,
    );
  });

  test('a platform that turns again within five minutes is not one more', () => {
    const run = startRun(testPolicy());
    for (const id of ['nord', 'sud', 'ouest']) run.take(fitMirror(id, BELL));
    const by = { role: 'cellule de crise', name: 'A.' };
    const turned = (id: string, sec: number, kind: 'person-sheltered' | 'person-released') => {
      const at = epochMs(BELL + sec * 1_000);
      run.take({ kind, at, platform: platformId(id), by, reason: 'essai' });
      return run.platform(id)?.shelter.mirrorShare ?? 0;
    };
    for (const id of ['nord', 'sud', 'ouest']) expect(turned(id, 0, 'person-sheltered')).toBe(1);
    expect(turned('nord', 10, 'person-released')).toBeLessThan(1);
    expect(turned('nord', 20, 'person-sheltered')).toBe(1);
  });

  test('a platform that never fell comes all the way back when it is released by hand', () => {
    const policy = testPolicy();
    const run = startRun(policy);
    const by = { role: 'cellule de crise', name: 'A.' };
    const platform = platformId('nord');
    run.take(fitMirror('nord', BELL));
    const beats = (from: number, to: number) => {
      for (let beat = from; beat < to; beat += 1) {
        const at = epochMs(BELL + beat * 10_000);
        run.take(roundOf('nord', at, '...'));
        run.take({ kind: 'tick', at });
      }
    };
    run.take({ kind: 'person-sheltered', at: BELL, platform, by, reason: 'maintenance' });
    beats(1, HOLD + 1);
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(1);
    run.take({ kind: 'person-released', at: run.at, platform, by, reason: 'fini' });
    const steps = policy.shelter.originShares.length;
    beats(HOLD + 1, HOLD + 1 + (steps + 1) * (policy.shelter.shareStepMs / 10_000 + 1));
    expect(run.platform('nord')?.shelter).toMatchObject({ mirrorShare: 0, hold: false });
    expect(run.state.incidents).toEqual({});
  });

  test('the first good round of a platform is news, and no later one', () => {
    const run = startRun(testPolicy());
    const states = [0, 1, 2, 3].map((beat) => {
      run.take(roundOf('nord', epochMs(BELL + beat * 10_000), '...'));
      return run.state;
    });
    expect(run.platform('nord')?.streak).toMatchObject({ says: 'up', rounds: 1 });
    expect(new Set(states).size).toBe(1);
  });

  test('a release that DNS has not followed yet is no fall', () => {
    const base = testPolicy();
    const policy = { ...base, shelter: { ...base.shelter, originShares: [1] } };
    const run = startRun(policy, { shell: 'none' });
    run.take(fitMirror('nord', BELL));
    const one = { platform: platformId('nord'), at: BELL, reason: 'essai' };
    const by = { role: 'cellule de crise', name: 'A.' };
    run.take({ kind: 'person-sheltered', ...one, by });
    run.take({ kind: 'person-released', ...one, by });
    for (let beat = 0; beat < 5; beat += 1)
      run.take(roundOf('nord', epochMs(BELL + beat * 10_000), '...', 'mirror'));
    expect(run.state.incidents).toEqual({});
    expect(run.actions.map(({ action }) => action.key)).toEqual(['nord/turn/1', 'nord/turn/2']);
  });
});
