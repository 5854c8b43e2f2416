// Goal: a notice leaves when its time has come, worded as of now, unless the evidence has turned (P5) or
// its platform is in doubt again. Method: one waiting notice, changed a fact at a time.
import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../core/incident/state.ts';
import type { Phase } from '../../../core/notice/notice.ts';
import { sendDue } from '../../../core/notice/send-due.ts';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, incidentId, minutes } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';
import { nord } from '../shelter/a-platform.ts';
import { FELL, id, withNotices } from './a-notice.ts';

const policy = testPolicy();
const later: Policy = { ...policy, cause: { ...policy.cause, laterReviewsMs: [] } };
const NOW = epochMs(FELL + minutes(90));
const verdictOf = (cause: string, rung = 'probable') =>
  ({ cause, rung, open: [], for: [] }) as never;
const overload = verdictOf('overload');
const unknown = verdictOf('undetermined', 'inconnue');
const wasSaid = (cause: string) =>
  ({ cause, rung: 'possible', at: BELL, notice: 'earlier' }) as never;
const DUE = { stage: 'waiting', plan: {}, sendAt: NOW };

function sent(phase: Phase, incident: Partial<Incident>, by = later, notice: object = {}) {
  const content = {
    phase,
    platform: nord,
    incident: id,
    ...('content' in notice ? (notice.content as object) : {}),
  };
  const before = withNotices(incident, { n: { ...DUE, ...notice, content } });
  const after = sendDue(before, NOW, by);
  const { stage } = after.state.notices['n'] ?? {};
  return { after, before, stage, saidCause: after.state.incidents[id]?.saidCause };
}

describe('a notice', () => {
  test('leaves when it is planned and due, with the words of now', () => {
    const { after, stage } = sent('cause', { verdict: overload });
    expect(stage).toBe('sending');
    expect(after.actions).toMatchObject([
      { kind: 'send-notice', key: 'n/send', notice: 'n', content: { cause: 'overload' } },
    ]);
    expect(after.state.notices['n']?.content).toMatchObject({
      cause: 'overload',
      reference: 'P-0001',
    });
    expect(after.state.incidents[id]?.nextWordAt).toBe(NOW + policy.notices.nextWordMs);
  });

  test.each([
    ['before its time', { sendAt: epochMs(NOW + 1) }],
    ['before its plan is made', { plan: undefined }],
    ['while it is held', { stage: 'held' }],
    ['once it was cancelled', { stage: 'cancelled' }],
    ['of an incident that nobody knows', { content: { incident: incidentId('other') } }],
  ])('does not leave %s', (_, notice) => {
    const { after, before } = sent('cause', { verdict: overload }, later, notice);
    expect(after).toBe(before);
  });

  test('does not leave for a platform that is no longer configured', () => {
    const { after, before } = sent('cause', {}, { ...later, platforms: [] });
    expect(after).toBe(before);
  });

  test('takes along what a person added, as long as the evidence carries it', () => {
    const added = (addition: string, cause = 'overload') =>
      sent('cause', { verdict: verdictOf(cause) }, later, { content: { addition } }).after.state
        .notices['n']?.content.addition;
    expect(added('La cantine est ouverte')).toBe('La cantine est ouverte');
    expect(added('Une attaque est en cours')).toBeUndefined();
    expect(added('Une attaque est en cours', 'attack')).toBe('Une attaque est en cours');
    expect(added('Chez Alpha')).toBeUndefined();
    expect(sent('cause', {}).after.state.notices['n']?.content).not.toHaveProperty('addition');
  });
});

describe('while it waited the evidence has turned', () => {
  const attackSaid = { verdict: overload, saidCause: wasSaid('attack') };
  const overloadSaid = { verdict: overload, saidCause: wasSaid('overload') };

  test.each([
    ['cause', attackSaid, 'cancelled'],
    ['cause', overloadSaid, 'sending'],
    ['correction', attackSaid, 'sending'],
    ['correction', overloadSaid, 'cancelled'],
    ['outage', attackSaid, 'sending'],
    ['relapse', attackSaid, 'sending'],
    ['cause', { ...attackSaid, verdict: null }, 'sending'],
  ] as const)(
    'a %s is sent or withdrawn by whether what was said holds',
    (phase, incident, stage) => {
      const { after, ...is } = sent(phase, incident);
      expect(is.stage).toBe(stage);
      expect(after.actions).toHaveLength(stage === 'sending' ? 1 : 0);
      // The versions before sent it all the same: their journals are replayed.
      expect(sent(phase, incident, policy).stage).toBe('sending');
    },
  );
});

describe('what its readers were told last', () => {
  const said = (cause: string, rung = 'probable') => ({ cause, rung, at: NOW, notice: 'n' });

  test.each([
    ['its cause, the first time', 'cause', overload, null, said('overload'), said('overload')],
    [
      'its cause, again and surer',
      'cause',
      overload,
      wasSaid('overload'),
      said('overload'),
      said('overload'),
    ],
    ['nothing that was not said', 'cause', unknown, null, null, null],
    [
      'what was said before, when it names none',
      'relapse',
      unknown,
      wasSaid('attack'),
      wasSaid('attack'),
      wasSaid('attack'),
    ],
    [
      'none, after a correction that names none',
      'correction',
      unknown,
      wasSaid('attack'),
      null,
      wasSaid('attack'),
    ],
    [
      'the new cause, after a correction',
      'correction',
      overload,
      wasSaid('attack'),
      said('overload'),
      said('overload'),
    ],
    [
      'what is owed a correction, after other news with another cause',
      'relapse',
      overload,
      wasSaid('attack'),
      wasSaid('attack'),
      said('overload'),
    ],
  ] as const)('is %s', (_, phase, verdict, saidCause, now, before) => {
    expect(sent(phase, { verdict, saidCause }).saidCause).toEqual(now);
    expect(sent(phase, { verdict, saidCause }, policy).saidCause).toEqual(before);
  });
});

describe('a recovery', () => {
  const UP = { standing: 'up', streak: { says: 'up', rounds: policy.watch.roundsToRecover } };
  const leaves = (incident: Partial<Incident>, platform: object = {}, shelter: object = {}) => {
    const content = { phase: 'recovery', platform: nord, incident: id };
    const change = withNotices(
      incident,
      { n: { ...DUE, content } },
      { verified: true, ...shelter },
    );
    const known = { ...change.state.platforms[nord], ...UP, ...platform };
    const platforms = { ...change.state.platforms, [nord]: known } as never;
    const after = sendDue({ ...change, state: { ...change.state, platforms } }, NOW, later);
    return after.state.notices['n']?.stage === 'sending';
  };

  test('leaves only while its platform is back, and holds', () => {
    expect(leaves({ backAt: BELL })).toBe(true);
    expect(leaves({ backAt: null })).toBe(false);
    expect(leaves({ backAt: BELL }, { standing: 'down' })).toBe(false);
    expect(leaves({ backAt: BELL }, {}, { verified: false })).toBe(false);
    expect(leaves({ backAt: BELL }, {}, { mirrorShare: 0.1 })).toBe(false);
    const rounds = policy.watch.roundsToRecover - 1;
    expect(leaves({ backAt: BELL }, { streak: { says: 'up', rounds } })).toBe(false);
  });

  test('waits for a platform that nobody watches any more', () => {
    const change = withNotices({ backAt: BELL }, { n: { ...DUE, phase: 'recovery' } });
    const before = { ...change, state: { ...change.state, platforms: {} } };
    expect(sendDue(before, NOW, later)).toBe(before);
  });
});
