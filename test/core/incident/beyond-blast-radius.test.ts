import { expect, test } from 'vitest';
import { epochMs, minutes, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: what health alone has turned is held, whatever limits how many Préau turns: or visitors go to
// and fro at every change of the checks (P4). Method: two falls under a limit of one; the name servers
// answer for the second by their own checks.

function secondFall(dnsSays: 'origin' | 'mirror', votes: readonly string[]) {
  const base = testPolicy();
  const run = startRun({ ...base, shelter: { ...base.shelter, blastRadius: 0.34 } });
  for (const id of ['nord', 'sud']) run.take(fitMirror(id, BELL));
  const take = (beat: number, says: string, dns: 'origin' | 'mirror') => {
    const at = epochMs(BELL + beat * 10_000);
    run.take(roundOf('nord', at, 'xxx'));
    run.take(roundOf('sud', at, says, dns));
    run.take({ kind: 'tick', at });
  };
  for (const beat of [0, 1]) take(beat, 'xxx', 'origin');
  expect(run.platform('sud')?.shelter.hold).toBe(false);
  for (const [nth, says] of votes.entries()) take(2 + nth, says, dnsSays);
  return run;
}

test('what health turned is held at once, though one platform more is beyond the limit', () => {
  const run = secondFall('mirror', ['xxx']);
  expect(run.platform('sud')?.shelter).toMatchObject({ hold: true, mirrorShare: 1 });
  const reasons = run.actions.flatMap(({ action }) =>
    action.kind === 'turn-dns' && action.platform === 'sud' ? [action.why.kind] : [],
  );
  expect(reasons).toEqual(['left-by-health']);
});

test('also where the origin breathes again as soon as its visitors have left', () => {
  expect(secondFall('mirror', ['...']).platform('sud')?.shelter.hold).toBe(true);
});

test('what health has not turned waits for the limit, or for a person', () => {
  expect(secondFall('origin', ['xxx', 'xxx', 'xxx']).platform('sud')?.shelter.hold).toBe(false);
});

test('a fall that health has turned first is no one more either', () => {
  const base = testPolicy();
  const run = startRun({ ...base, shelter: { ...base.shelter, blastRadius: 0.34 } });
  for (const id of ['nord', 'sud']) run.take(fitMirror(id, BELL));
  for (const beat of [0, 1, 2]) {
    const at = epochMs(BELL + beat * 10_000);
    run.take(roundOf('nord', at, 'xxx'));
    run.take(roundOf('sud', at, 'xxx', beat === 0 ? 'origin' : 'mirror'));
  }
  expect(run.platform('sud')?.shelter).toMatchObject({ hold: true, mirrorShare: 1 });
  expect(Object.keys(run.state.tasks)).toEqual([]);
});

test('a mirror that may not serve is not held, whoever turned to it (P1)', () => {
  const base = testPolicy();
  const run = startRun({ ...base, shelter: { ...base.shelter, blastRadius: 0.34 } });
  run.take(fitMirror('nord', BELL, false));
  for (const beat of [0, 1, 2, 3])
    run.take(roundOf('nord', epochMs(BELL + beat * 10_000), 'xxx', 'mirror'));
  expect(run.platform('nord')?.shelter.hold).toBe(false);
});

test('is held too while a turn back, whose worker died, is not seen done', () => {
  const base = testPolicy();
  const policy = {
    ...base,
    shelter: { ...base.shelter, blastRadius: 0.34, minHoldMs: minutes(6), originShares: [1] },
  };
  const run = startRun(policy);
  for (const id of ['nord', 'sud']) run.take(fitMirror(id, BELL));
  const take = (platform: string, votes: string, dns: 'origin' | 'mirror' = 'origin'): void => {
    const at = epochMs(run.at + 10_000);
    run.take({ kind: 'tick', at });
    run.take(roundOf(platform, at, votes, dns));
  };
  for (const votes of ['xxx', 'xxx']) take('sud', votes);
  for (let nth = 0; nth < 60 && run.platform('sud')?.shelter.mirrorShare === 1; nth += 1)
    take('sud', '...', 'mirror');
  // Back at its origin, as far as anybody was told; and another platform has used the limit up.
  const { shelter } = run.platform('sud') ?? {};
  expect(shelter).toMatchObject({ mirrorShare: 0 });
  const unseen = { ...run.state.platforms };
  const sud = unseen[platformId('sud')];
  if (sud === undefined) throw new Error('no platform sud');
  unseen[platformId('sud')] = { ...sud, shelter: { ...sud.shelter, verified: false } };
  run.state = { ...run.state, platforms: unseen };
  for (const votes of ['xxx', 'xxx']) take('nord', votes);
  take('sud', 'xxx');
  expect(run.platform('sud')).toMatchObject({ standing: 'down', shelter: { mirrorShare: 0 } });
  take('sud', '...', 'mirror');
  expect(run.platform('sud')?.shelter).toMatchObject({ hold: true, mirrorShare: 1 });
});

test('is held too where a person had already sent a part of them to the mirror', () => {
  const base = testPolicy();
  const run = startRun({ ...base, shelter: { ...base.shelter, blastRadius: 0.34 } });
  for (const id of ['nord', 'sud']) run.take(fitMirror(id, BELL));
  const by = { role: 'cellule de crise', name: 'A.' };
  const sud = platformId('sud');
  const shared = { kind: 'person-shared', at: BELL, platform: sud, by, reason: 'essai' } as const;
  run.take({ ...shared, share: 0.8 });
  const fall = (platform: string, asked?: number): void => {
    const at = epochMs(run.at + 10_000);
    const round = roundOf(platform, at, 'xxx', asked === undefined ? 'origin' : 'mirror');
    run.take(asked === undefined ? round : ({ ...round, dnsAsked: asked } as typeof round));
  };
  for (const platform of ['nord', 'nord', 'sud', 'sud']) fall(platform);
  expect(run.platform('sud')).toMatchObject({ standing: 'down', shelter: { mirrorShare: 0.8 } });
  fall('sud', 60);
  expect(run.platform('sud')?.shelter).toMatchObject({ hold: true, mirrorShare: 1 });
});

test('what health did is forgotten where no name server says it any more and the origin answers', () => {
  const run = startRun(testPolicy());
  run.take(fitMirror('nord', BELL, false));
  const take = (votes: string, dns: 'mirror' | 'unknown'): void =>
    run.take(roundOf('nord', epochMs(run.at + 10_000), votes, dns));
  for (const votes of ['xxx', 'xxx', 'xxx']) take(votes, 'mirror');
  for (let count = 0; count < 4; count += 1) take('...', 'unknown');
  expect(run.platform('nord')).toMatchObject({ standing: 'up', leftByHealth: 2 });
  run.take(fitMirror('nord', run.at));
  for (let count = 0; count < 3; count += 1) take('...', 'unknown');
  expect(run.platform('nord')).toMatchObject({ standing: 'up', shelter: { mirrorShare: 0 } });
});
