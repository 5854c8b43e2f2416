import { describe, expect, test } from 'vitest';
import { withIncident, withNotice, withPlatform } from '../../../core/incident/change.ts';
import { isBack } from '../../../core/incident/is-back.ts';
import { onActionFailed } from '../../../core/incident/on-action-failed.ts';
import { onDnsTurned, onMirrorMeasured } from '../../../core/incident/on-outcome.ts';
import { settleIncident } from '../../../core/incident/settle-incident.ts';
import type { Event } from '../../../core/incident/event.ts';
import type { Incident, State } from '../../../core/incident/state.ts';
import type { Notice, NoticeStage } from '../../../core/notice/notice.ts';
import { incidentId, platformId, vantageId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, voteOf } from '../../fixtures/timeline.ts';
import {
  after,
  changeOf,
  FIT,
  nord,
  platformOf,
  type Said,
  told,
  UNFIT,
} from '../shelter/a-platform.ts';

// Goal: what came of an action changes what it was an action of, and nothing that is past. Method: one
// platform, incident or notice as a test says, and one outcome.

const policy = testPolicy();
const id = incidentId('nord-1');
type OfIncident = Partial<Incident>;

function changeWith(said: Said, incident?: OfIncident, notice?: Partial<Notice>) {
  const change = changeOf(policy, { nord: said });
  const state: State = {
    ...change.state,
    incidents: incident ? { [id]: { id, notices: [], ...incident } as Incident } : {},
    notices: notice ? { n: { id: 'n', ...notice } as Notice } : {},
  };
  return { ...change, state };
}

describe('a turn that was looked at', () => {
  const OUT = { turn: 3, hold: true, mirrorShare: 1, verified: false, givenUpAt: after(-1) };
  const turned = (
    said: Said,
    changes: Partial<Extract<Event, { kind: 'dns-turned' }>> = {},
    incident?: OfIncident,
  ) => {
    const before = changeWith(said, incident);
    const event = {
      kind: 'dns-turned' as const,
      at: BELL,
      platform: nord,
      turn: 3,
      verified: true,
      answers: [],
      detail: { kind: 'hold-and-weights' as const },
      ...changes,
    };
    return { before, next: onDnsTurned(before, event) };
  };

  test('is seen done, from then on', () => {
    const { next } = turned({ shelter: OUT });
    expect(platformOf(next)?.shelter).toMatchObject({
      verified: true,
      givenUpAt: null,
      outSeenAt: BELL,
      change: null,
    });
    expect(next.actions).toEqual([]);
    const seen = turned({ shelter: { ...OUT, outSeenAt: after(-9) } }).next;
    expect(platformOf(seen)?.shelter.outSeenAt).toBe(BELL - 9);
    const half = turned({ shelter: { ...OUT, mirrorShare: 0.5 } }).next;
    expect(platformOf(half)?.shelter.outSeenAt).toBeNull();
  });

  test('of a number that is past, or of nobody, changes nothing', () => {
    const { before, next } = turned({ shelter: OUT }, { turn: 2 });
    expect(next).toBe(before);
    const other = turned({ shelter: OUT }, { platform: platformId('inconnu') });
    expect(other.next).toBe(other.before);
  });

  test('lifts an order to stay only once it is gone', () => {
    const mayStay = (said: Said, changes: Parameters<typeof turned>[1]) =>
      platformOf(turned(said, changes).next)?.shelter.mayStay;
    const stays = { shelter: { ...OUT, mayStay: true } };
    expect(mayStay(stays, {})).toBe(false);
    expect(mayStay(stays, { detail: 'une phrase' })).toBe(false);
    expect(mayStay(stays, { detail: { kind: 'stay-owed', said: '' } })).toBe(true);
    expect(mayStay(stays, { verified: false })).toBe(true);
    expect(mayStay({ shelter: { ...OUT, mirrorShare: 0, hold: false, stay: true } }, {})).toBe(
      true,
    );
  });

  test('names its batch, or keeps the one that was accepted', () => {
    const change = { id: 'C1', acceptedAt: after(-5), insyncAt: BELL };
    const named = turned({ shelter: OUT }, { detail: { kind: 'hold-and-weights', change } }).next;
    expect(platformOf(named)?.shelter.change).toEqual(change);
    const kept = turned({ shelter: { ...OUT, change } }).next;
    expect(platformOf(kept)?.shelter.change).toEqual(change);
  });

  test('shelters its incident once, when all are out', () => {
    const of = (said: Said, incident: OfIncident, verified = true) =>
      turned({ incident: id, ...said }, { verified }, incident).next.state.incidents[id]
        ?.shelteredAt;
    expect(of({ shelter: OUT }, { shelteredAt: null })).toBe(BELL);
    expect(of({ shelter: OUT }, { shelteredAt: after(-7) })).toBe(BELL - 7);
    expect(of({ shelter: { ...OUT, mirrorShare: 0.5 } }, { shelteredAt: null })).toBeNull();
    expect(of({ shelter: OUT }, { shelteredAt: null }, false)).toBeNull();
    expect(of({ shelter: OUT, incident: null }, { shelteredAt: null })).toBeNull();
  });

  const unseen = (said: Said, detail: 'a' | 'b' = 'a') => {
    const answers = [
      { server: 's', name: 'n', type: 'A', answers: ['1'], ttlSec: 60, mirrorShare: 0.5 },
    ];
    return told(turned(said, { verified: false, answers, detail }).next);
  };
  const task = (next: 'asked-again' | 'back-to-mirror') => ({
    kind: 'raise-task',
    key: `nord/task/turn-unseen-${Math.floor(BELL / 3_600_000)}`,
    task: {
      kind: 'turn-not-confirmed',
      turn: 3,
      next,
      detail: 'a',
      seen: [{ server: 's', type: 'A', mirrorShare: 0.5 }],
    },
    platform: nord,
  });
  const again = { kind: 'asked-again', after: 'not-confirmed' };

  test('and not seen done is asked for again, with its heading', () => {
    expect(unseen({ mirror: FIT, shelter: OUT })).toEqual([
      { hold: true, mirrorShare: 1, why: again },
      task('asked-again'),
    ]);
    // All of them are on the mirror: there is no way back yet.
    expect(unseen({ incident: id, mirror: FIT, shelter: OUT })).toEqual([
      { hold: true, mirrorShare: 1, why: again },
      task('asked-again'),
    ]);
    const part = { ...OUT, hold: false, mirrorShare: 0.5 };
    const gone: Said = { incident: id, standing: 'down', mirror: UNFIT, shelter: part };
    expect(unseen(gone)).toEqual([
      { hold: false, mirrorShare: 0.5, why: again },
      task('asked-again'),
    ]);
    for (const said of [{}, { incident: id, drill: true }, { incident: id, vetoed: true }])
      expect(unseen({ ...said, mirror: FIT, shelter: part })).toEqual([
        { hold: false, mirrorShare: 0.5, why: again, ...('vetoed' in said && { stay: true }) },
        task('asked-again'),
      ]);
  });

  test('and not seen done on the way back brings everybody to the mirror again', () => {
    expect(
      unseen({ incident: id, mirror: FIT, shelter: { ...OUT, hold: false, mirrorShare: 0.5 } }),
    ).toEqual([
      { hold: true, mirrorShare: 1, why: { kind: 'not-confirmed' } },
      task('back-to-mirror'),
    ]);
  });

  test('and not seen done to a mirror gone bad goes to an origin that is up, or stays', () => {
    expect(unseen({ mirror: UNFIT, shelter: OUT })).toEqual([
      { hold: false, mirrorShare: 0, why: again },
      task('asked-again'),
    ]);
    expect(unseen({ standing: 'down', mirror: UNFIT, shelter: OUT })).toEqual([
      { hold: true, mirrorShare: 1, why: again },
      task('asked-again'),
    ]);
    expect(unseen({ mirror: null, shelter: { ...OUT, hold: true, mirrorShare: 0 } })).toEqual([
      { hold: true, mirrorShare: 0, why: again },
      task('asked-again'),
    ]);
  });
});

describe('a mirror that was measured', () => {
  const DOWN: Said = {
    standing: 'down',
    streak: { says: 'down', rounds: 2, since: BELL },
    incident: id,
    mirror: UNFIT,
  };
  const measured = (said: Said, fit = true, fitness: object = {}) => {
    const before = changeWith(said);
    const event = fitMirror('nord', BELL, fit) as Extract<Event, { kind: 'mirror-measured' }>;
    const next = onMirrorMeasured(
      before,
      { ...event, fitness: { ...event.fitness, ...fitness } },
      policy,
    );
    return next === before ? 'the same' : told(next);
  };

  test('shelters whoever waited for it', () => {
    expect(measured(DOWN)).toEqual([
      { hold: true, mirrorShare: 1, why: { kind: 'mirror-fit-again' } },
    ]);
  });

  test.each<[string, Said]>([
    ['is up', { standing: 'up' }],
    ['answers again', { streak: { says: 'up', rounds: 1, since: BELL } }],
    ['has no incident', { incident: null }],
    ['is seen by one vantage', { votes: Array.from('x??', voteOf) }],
  ])('sends nobody to it from what %s', (_, said) => {
    expect(measured({ ...DOWN, ...said })).toEqual([]);
  });

  test('is news when it is fit otherwise, for other reasons, or another build', () => {
    const fit = { ...FIT, buildId: 'a' };
    expect(measured({ mirror: fit }, true, { buildId: 'a' })).toBe('the same');
    expect(measured({ mirror: fit }, true, { buildId: 'b' })).toEqual([]);
    expect(measured({ mirror: fit }, true, { buildId: 'a', reasons: ['x'] })).toEqual([]);
    expect(measured({ mirror: UNFIT }, false)).toBe('the same');
    expect(measured({ mirror: UNFIT }, true, { reasons: UNFIT.reasons })).toEqual([]);
    expect(measured({ mirror: null }, false)).toEqual([]);
  });

  test('is told of when it goes bad under visitors', () => {
    expect(measured({ mirror: FIT, shelter: { turn: 4, mirrorShare: 0.5 } }, false)).toEqual([
      {
        kind: 'raise-task',
        key: 'nord/task/mirror-gone-4',
        task: { kind: 'mirror-gone', reasons: ['trop ancien'] },
        platform: nord,
      },
    ]);
    expect(measured({ mirror: FIT }, false)).toEqual([]);
  });

  test('of a platform that is not known is nobody’s', () => {
    const before = changeWith({});
    const event = fitMirror('inconnu', BELL) as Extract<Event, { kind: 'mirror-measured' }>;
    expect(onMirrorMeasured(before, event, policy)).toBe(before);
  });
});

describe('an action that was given up', () => {
  const failed = (action: string, said: Said = {}, notice?: Partial<Notice>, final = true) => {
    const before = changeWith(said, undefined, notice);
    const event = { kind: 'action-failed' as const, at: BELL, action, detail: 'd', final };
    const next = onActionFailed(before, event);
    return { before, next, task: next.actions[0] };
  };
  const plain = (action: string) => ({
    kind: 'raise-task',
    key: `${action}/task/failed`,
    task: { kind: 'action-failed', action, detail: 'd' },
  });

  test('is a task, once it will not be tried again', () => {
    const { before, next } = failed('x/y', {}, undefined, false);
    expect(next).toBe(before);
    expect(failed('x/y').task).toEqual(plain('x/y'));
    expect(failed('noslash').task).toEqual(plain('noslash'));
  });

  test('and is the latest turn is asked for again later', () => {
    const { next, task } = failed('nord/turn/3', { shelter: { turn: 3, verified: false } });
    expect(platformOf(next)?.shelter.givenUpAt).toBe(BELL);
    expect(task).toEqual({
      kind: 'raise-task',
      key: 'nord/turn/3/task/failed',
      task: { kind: 'turn-given-up', turn: 3, detail: 'd' },
      platform: nord,
    });
    for (const shelter of [
      { turn: 4, verified: false },
      { turn: 3, verified: true },
    ]) {
      const past = failed('nord/turn/3', { shelter });
      expect(past.task).toEqual(plain('nord/turn/3'));
      expect(past.next.state).toBe(past.before.state);
    }
  });

  const plan = { recipients: 1 } as never;
  const content = { phase: 'outage', platform: nord } as never;
  test.each<[NoticeStage, string, boolean, boolean]>([
    ['planning', 'plan', false, true],
    ['held', 'plan', false, true],
    ['waiting', 'plan', false, true],
    ['waiting', 'plan', true, false],
    ['sending', 'plan', false, false],
    ['sending', 'send', true, true],
    ['waiting', 'send', true, false],
    ['sent', 'send', true, false],
    ['planning', 'other', false, false],
  ])(
    'of a notice that is %s in its %s, planned: %s, fails it: %s',
    (stage, part, planned, fails) => {
      const { next, task } = failed(
        `n/${part}`,
        {},
        { stage, content, ...(planned ? { plan } : {}) },
      );
      expect(next.state.notices['n']?.stage).toBe(fails ? 'failed' : stage);
      expect(task).toEqual(
        fails
          ? {
              kind: 'raise-task',
              key: `n/${part}/task/failed`,
              task: { kind: 'notice-given-up', phase: 'outage', detail: 'd' },
              platform: nord,
            }
          : plain(`n/${part}`),
      );
    },
  );
});

describe('an incident is back', () => {
  const READY: Said = { streak: { says: 'up', rounds: 3, since: BELL } };
  const back = (said: Said, incident: OfIncident = { drill: false }) => {
    const platform = platformOf(changeOf(policy, { nord: { ...READY, ...said } }));
    return platform !== undefined && isBack(incident as Incident, platform, policy);
  };

  test('when its visitors are, and the origin holds', () => {
    expect(back({})).toBe(true);
    const shed = { share: 0.3, by: 'person', since: BELL } as const;
    expect(back({ shed, shelter: { mirrorShare: 0.3 } })).toBe(true);
  });

  test.each<[string, Said]>([
    ['some are on the mirror', { shelter: { mirrorShare: 0.3 } }],
    ['it was not seen', { shelter: { verified: false } }],
    ['it is suspected', { standing: 'suspect' }],
    ['it answered badly last', { streak: { says: 'down', rounds: 3, since: BELL } }],
    ['it answered well twice', { streak: { says: 'up', rounds: 2, since: BELL } }],
  ])('but not while %s', (_, said) => {
    expect(back(said)).toBe(false);
  });

  test('of a drill, when a person has ended it', () => {
    expect(back({ standing: 'down', drill: false }, { drill: true })).toBe(true);
    expect(back({ drill: true }, { drill: true })).toBe(false);
  });
});

describe('an incident that is settled', () => {
  const HOLDS: Said = { incident: id, streak: { says: 'up', rounds: 3, since: BELL } };
  const content = { phase: 'outage', platform: nord, incident: id } as never;
  const settled = (incident: OfIncident, stage?: NoticeStage, said: Said = {}) => {
    const open = { platform: nord, drill: false, recoveredAt: null, backAt: null, closedAt: null };
    const notices = stage === undefined ? [] : ['n'];
    const before = changeWith(
      { ...HOLDS, ...said },
      { ...open, notices, ...incident },
      stage === undefined ? undefined : { stage, content },
    );
    const next = settleIncident(before, id, BELL, policy);
    return {
      same: next === before,
      incident: next.state.incidents[id],
      platform: platformOf(next),
    };
  };

  test('is back first, and had recovered when its origin did, or else by then', () => {
    expect(settled({}).incident).toMatchObject({ backAt: BELL, recoveredAt: BELL, closedAt: null });
    expect(settled({ recoveredAt: after(-9) }).incident?.recoveredAt).toBe(BELL - 9);
    expect(settled({}, undefined, { standing: 'suspect' }).same).toBe(true);
  });

  const BACK = { backAt: after(-1), recoveredAt: after(-9) };

  test.each<[NoticeStage, boolean]>([
    ['sent', true],
    ['cancelled', true],
    ['refused', true],
    ['failed', true],
    ['planning', false],
    ['waiting', false],
    ['held', false],
    ['sending', false],
  ])('is closed once nothing is left to say: its notice is %s: %s', (stage, closes) => {
    expect(settled(BACK, stage).incident?.closedAt).toBe(closes ? BELL : null);
  });

  test('leaves its platform nothing of itself', () => {
    const votes = Array.from('x.?', voteOf);
    const said: Said = { suspectedAt: after(-99), votes, blind: [vantageId('v3')] };
    const nothing = { incident: null, suspectedAt: null, votes: [], blind: [] };
    expect(settled(BACK, 'sent', said).platform).toMatchObject(nothing);
  });
});

describe('a patch', () => {
  const change = changeWith({}, { drill: false }, { stage: 'planning' });

  test('that alters nothing leaves the same change, and so does one of nobody', () => {
    expect(withPlatform(change, nord, { vetoed: false })).toBe(change);
    expect(withIncident(change, id, { drill: false })).toBe(change);
    expect(withNotice(change, 'n', { stage: 'planning' })).toBe(change);
    expect(withPlatform(change, platformId('x'), { vetoed: true })).toBe(change);
    expect(withIncident(change, incidentId('x'), { drill: true })).toBe(change);
    expect(withNotice(change, 'x', { stage: 'sent' })).toBe(change);
    expect(withPlatform(change, nord, {})).toBe(change);
  });

  test('alters what it says, and nothing else', () => {
    const next = withNotice(
      withIncident(withPlatform(change, nord, { vetoed: true }), id, { drill: true }),
      'n',
      { stage: 'sent' },
    );
    expect(next.state).toEqual({
      ...change.state,
      platforms: { ...change.state.platforms, nord: { ...platformOf(change), vetoed: true } },
      incidents: { [id]: { ...change.state.incidents[id], drill: true } },
      notices: { n: { ...change.state.notices['n'], stage: 'sent' } },
    });
    expect(next.actions).toBe(change.actions);
  });
});
