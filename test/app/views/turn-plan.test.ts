import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlatformCommand, ShareCommand } from '../../../app/views/person-command.ts';
import { PLATFORM_COMMANDS } from '../../../app/views/person-command.ts';
import { foresee } from '../../../app/views/foresee.ts';
import { personEvent } from '../../../app/views/person-event.ts';
import { turnPlan } from '../../../app/views/turn-plan.ts';
import { step } from '../../../core/incident/step.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { healthCheckVantage } from '../../../core/watch/health-check-vantage.ts';
import { checkedRound } from '../../fixtures/check-vote.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';
import { live, mornings } from '../../promises/mornings.ts';

// Goal: a plan says all that a command will do before it is done, and nothing that it will not.
// Method: plans over the real core's states, held against what step() then does.

const policy = testPolicy();
const NORD = platformId('nord');
const BY = { role: 'cli', name: 'A. Martin' };
const asked = (kind: PlatformCommand['kind']): PlatformCommand => ({
  kind,
  platform: NORD,
  by: BY,
  reason: 'travaux',
});
const shareOf = (share: number): ShareCommand => ({
  kind: 'share',
  platform: NORD,
  share,
  by: BY,
  reason: 'soulager',
});
const after = (tens: number) => epochMs(BELL + tens * 10_000);

/** A platform that is up, whose mirror is fit. */
function calm(): Run {
  const run = startRun(policy);
  for (const id of ['nord', 'sud', 'ouest']) run.take(fitMirror(id, BELL));
  run.take(roundOf('nord', after(1), '...'));
  return run;
}
const plan = (run: Run, command: PlatformCommand | ShareCommand, tens = 9) =>
  turnPlan(run.state, policy, command, after(tens));

test('what is foreseen of a way back that waits for Route 53 is that it goes on to wait', () => {
  const watched = { ...policy, vantages: [...policy.vantages.slice(0, 2), healthCheckVantage] };
  const foreseen = (check: string) => {
    const run = startRun(watched);
    run.take(fitMirror('nord', BELL));
    for (const [tens, own] of ['xx', 'xx', ...Array.from({ length: 8 }, () => '..')].entries())
      run.take(checkedRound('nord', after(tens + 1), own, check));
    return foresee(run.state, [], watched, NORD, after(12));
  };
  expect(foreseen('x')).toEqual([]);
  expect(foreseen('.').map(({ kind }) => kind)).toContain('turn');
  expect(foreseen('s').map(({ kind }) => kind)).toContain('turn');
});

describe('a plan', () => {
  test('of a shelter by hand names its records, hold and way back, and tells nobody', () => {
    const run = calm();
    expect(plan(run, asked('shelter'))).toMatchObject({
      outcome: 'turns',
      beforeVerified: true,
      openIncident: null,
      afterwards: [],
      undo: 'release',
      turns: [
        {
          key: 'nord/turn/1',
          hold: { before: false, after: true },
          stay: { before: false, after: false },
          mirrorShare: { before: 0, after: 1 },
          records: [
            {
              name: 'nord.example',
              type: 'A',
              setIdentifier: 'origin',
              weight: { before: 100, after: 0 },
            },
            {
              name: 'nord.example',
              type: 'A',
              setIdentifier: 'mirror',
              weight: { before: 0, after: 100 },
            },
          ],
        },
      ],
    });
    expect(run.state.platforms[NORD]?.shelter.turn).toBe(0);
  });

  test('of a release foresees the way back by its steps', () => {
    const run = calm();
    run.take(personEvent(asked('shelter'), after(2)));
    const { turns, afterwards } = plan(run, asked('release'));
    expect(turns[0]?.mirrorShare).toEqual({ before: 1, after: 0.9 });
    const steps = afterwards.flatMap((one) => (one.kind === 'turn' ? [one.mirrorShare] : []));
    expect(steps).toEqual([0.5, 0]);
    expect(afterwards.every(({ afterMs }) => afterMs >= policy.shelter.shareStepMs)).toBe(true);
  });

  test('of a drill foresees its notice after the veto time, marked EXERCICE', () => {
    const { afterwards, undo } = plan(calm(), asked('start-drill'));
    expect(afterwards).toEqual([
      { kind: 'notice', afterMs: policy.notices.vetoMs, phase: 'drill', drill: true },
    ]);
    expect(undo).toBe('end-drill');
  });

  test.each(['veto', 'suspend'] as const)('of a %s orders to stay, and turns no weight', (kind) => {
    const [turn] = plan(calm(), asked(kind)).turns;
    expect(turn).toMatchObject({
      stay: { before: false, after: true },
      hold: { before: false, after: false },
      mirrorShare: { before: 0, after: 0 },
    });
  });

  test('of a share is undone by the share that was kept before', () => {
    const run = calm();
    expect(plan(run, shareOf(0.5)).undo).toEqual({ sharePercent: 0 });
    run.take(personEvent(shareOf(0.25), after(2)));
    expect(plan(run, shareOf(0.5)).undo).toEqual({ sharePercent: 25 });
  });

  test('says why it would be refused, and of what is so already that nothing changes', () => {
    const run = calm();
    run.take(fitMirror('nord', after(2), false));
    expect(plan(run, asked('shelter'))).toMatchObject({
      outcome: 'refused',
      turns: [],
      refusals: [{ kind: 'raise-task', platform: 'nord' }],
    });
    expect(plan(calm(), asked('unveto'))).toMatchObject({ outcome: 'nothing', turns: [] });
  });

  test('of a veto on a sheltered platform is noted, and turns nothing', () => {
    const run = calm();
    run.take(personEvent(asked('shelter'), after(2)));
    expect(plan(run, asked('veto'))).toMatchObject({ outcome: 'noted', turns: [] });
  });

  test.each([
    ['vetoed', 'veto'],
    ['suspended', 'suspend'],
  ] as const)('of a drill on a platform that is %s says why nothing turns', (hindrance, kind) => {
    const run = calm();
    expect(plan(run, asked('start-drill'))).toMatchObject({ outcome: 'turns', hindrance: null });
    run.take(personEvent(asked(kind), after(2)));
    expect(plan(run, asked('start-drill'))).toMatchObject({ outcome: 'nothing', hindrance });
  });

  test('of a drill on a platform in doubt, and in an incident, says which', () => {
    const run = calm();
    run.take(roundOf('nord', after(2), 'xxx'));
    expect(plan(run, asked('start-drill'))).toMatchObject({ hindrance: 'doubt' });
    run.take(roundOf('nord', after(3), 'xxx'));
    expect(plan(run, asked('start-drill'))).toMatchObject({ hindrance: 'incident' });
  });

  test('of what is so already has no hindrance', () => {
    const run = calm();
    run.take(personEvent(asked('start-drill'), after(2)));
    expect(plan(run, asked('start-drill'))).toMatchObject({ outcome: 'nothing', hindrance: null });
  });

  test('of a shelter over a veto says that the veto ends with it', () => {
    const run = calm();
    expect(plan(run, asked('shelter'))).toMatchObject({ endsVeto: false });
    run.take(personEvent(asked('veto'), after(2)));
    expect(plan(run, asked('shelter'))).toMatchObject({ outcome: 'turns', endsVeto: true });
    expect(plan(run, asked('unveto'))).toMatchObject({ endsVeto: false });
  });

  test('of a share where name servers know none turns nothing, but gives all visitors back', () => {
    const own = { ...policy, shelter: { ...policy.shelter, wholeOnly: true as const } };
    const run = calm();
    expect(turnPlan(run.state, own, shareOf(0.3), after(9))).toMatchObject({
      outcome: 'nothing',
      hindrance: 'whole-only',
      turns: [],
    });
    run.take(personEvent(asked('shelter'), after(2)));
    expect(turnPlan(run.state, own, shareOf(0), after(9))).toMatchObject({ outcome: 'turns' });
  });

  test('says that the schools of a fallen platform are told by its incident', () => {
    const run = calm();
    for (const tens of [2, 3]) run.take(roundOf('nord', after(tens), 'xxx'));
    expect(plan(run, asked('release'))).toMatchObject({ openIncident: 'P-0001' });
  });
});

test('whatever the morning, a plan is what step() then does, and leaves the state as it was', () => {
  const kinds = fc.constantFrom(...PLATFORM_COMMANDS, 'share' as const);
  fc.assert(
    fc.property(mornings(40), kinds, fc.integer({ min: 0, max: 99 }), (happenings, kind, part) => {
      const { state } = live(policy, happenings);
      const command = kind === 'share' ? shareOf(part / 100) : asked(kind);
      const frozen = JSON.stringify(state);
      const told = turnPlan(state, policy, command, state.at);
      const done = step(state, personEvent(command, state.at), policy);
      expect(JSON.stringify(state)).toBe(frozen);
      expect(told.turns.map(({ key }) => key)).toEqual(
        done.actions.filter((action) => action.kind === 'turn-dns').map(({ key }) => key),
      );
      for (const { records, mirrorShare } of told.turns)
        for (const { setIdentifier, weight } of records)
          expect(weight.after).toBe(
            Math.round(
              100 * (setIdentifier === 'mirror' ? mirrorShare.after : 1 - mirrorShare.after),
            ),
          );
      expect(told.outcome === 'nothing').toBe(done.state === state);
    }),
    { numRuns: 60 },
  );
});
