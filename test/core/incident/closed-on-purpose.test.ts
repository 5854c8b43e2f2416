import { describe, expect, test } from 'vitest';
import { hearClosedPage } from '../../../core/incident/hear-closed-page.ts';
import { resume, suspend, veto } from '../../../core/incident/keep-by-hand.ts';
import { roundVerdict } from '../../../core/watch/round-verdict.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';
import { after, changeOf, FIT, nord, platformOf, type Said, told } from '../shelter/a-platform.ts';

// Goal: what an owner closes on purpose is suspended after as many rounds as a fall, by its page or by
// a person, and open again by whom it was closed. Method: one platform as a test says, one round or word.

const policy = testPolicy();
const from = (said: Said) => changeOf(policy, { nord: said });
function heard(said: Said, votes: string) {
  const round = roundOf('nord', BELL, votes) as Parameters<typeof hearClosedPage>[1];
  return hearClosedPage(from(said), round, roundVerdict(round.votes, policy.watch), policy);
}
const closedBy = (by: 'page' | 'person', more: Said = {}): Said => ({
  standing: 'suspended',
  suspendedBy: by,
  suspensions: [{ from: after(-5), until: null }],
  mirror: FIT,
  shelter: { stay: true, mayStay: true },
  ...more,
});
const OPEN = {
  standing: 'up',
  suspendedBy: null,
  pageRounds: 0,
  since: BELL,
  suspensions: [{ from: BELL - 5, until: BELL }],
};
const FRESH = { says: 'up', rounds: 0, since: BELL };

describe('a page that says closed', () => {
  test('counts its rounds, and then suspends: people are told, and DNS is', () => {
    expect(platformOf(heard({}, 'cc.'))).toMatchObject({ pageRounds: 1, standing: 'up' });
    const before = { pageRounds: 1, degradedSince: BELL, faults: [{ at: BELL, by: [], asked: 3 }] };
    for (const standing of ['up', 'suspect'] as const) {
      const next = heard({ ...before, standing }, 'ccc');
      expect(platformOf(next)).toMatchObject({
        standing: 'suspended',
        suspendedBy: 'page',
        suspensions: [{ from: BELL, until: null }],
        pageRounds: 0,
        since: BELL,
        degradedSince: null,
        faults: [],
      });
      expect(told(next)).toEqual([
        { hold: false, mirrorShare: 0, stay: true, why: { kind: 'suspended', by: 'page' } },
        {
          kind: 'raise-task',
          key: `nord/task/closed-page-${BELL}`,
          task: { kind: 'closed-page' },
          platform: nord,
        },
      ]);
    }
  });

  test('is added to those before', () => {
    const suspensions = [{ from: after(-9), until: after(-7) }];
    const next = heard({ pageRounds: 1, suspensions }, 'ccc');
    expect(platformOf(next)?.suspensions).toEqual([...suspensions, { from: BELL, until: null }]);
  });

  test.each<[string, Said, string]>([
    ['it has fallen', { standing: 'down', pageRounds: 1 }, 'ccc'],
    ['a person said that it is open', { pageOverruled: true, pageRounds: 1 }, 'ccc'],
    ['too few agree on anything', { pageRounds: 1 }, 'c.?'],
  ])('is not believed where %s', (_, said, votes) => {
    const next = heard(said, votes);
    expect(platformOf(next)).toMatchObject({ pageRounds: 1, standing: said.standing ?? 'up' });
    expect(next.actions).toEqual([]);
  });

  test('that says else is forgotten, an overruling once it is open', () => {
    expect(platformOf(heard({ pageRounds: 1 }, 'c..'))?.pageRounds).toBe(0);
    expect(platformOf(heard({ pageOverruled: true }, '...'))?.pageOverruled).toBe(false);
    expect(platformOf(heard({ pageOverruled: true }, 'xxx'))?.pageOverruled).toBe(true);
    expect(platformOf(heard({ pageOverruled: false }, 'xxx'))?.pageOverruled).toBe(false);
  });
});

describe('what its page closed', () => {
  test('is open after as many rounds as a recovery, and let go by time', () => {
    expect(platformOf(heard(closedBy('page', { pageRounds: 1 }), '...'))).toMatchObject({
      standing: 'suspended',
      pageRounds: 2,
    });
    const next = heard(closedBy('page', { pageRounds: 2 }), '...');
    expect(platformOf(next)).toMatchObject({ ...OPEN, streak: FRESH });
    expect(next.actions).toEqual([]);
  });

  test('is judged anew after as many bad ones as a fall, and let go by time, or by its fall', () => {
    expect(platformOf(heard(closedBy('page'), 'xxx'))?.pageRounds).toBe(1);
    const next = heard(closedBy('page', { pageRounds: 1 }), 'xxx');
    expect(platformOf(next)).toMatchObject({ ...OPEN, streak: FRESH });
    expect(next.actions).toEqual([]);
  });

  test('begins to count anew when it says closed again, and hears no half word', () => {
    expect(platformOf(heard(closedBy('page', { pageRounds: 2 }), 'cc.'))?.pageRounds).toBe(0);
    expect(platformOf(heard(closedBy('page', { pageRounds: 2 }), '.??'))?.pageRounds).toBe(2);
  });

  test('and is not known is nobody’s', () => {
    const nobody = { state: { ...from({}).state, platforms: {} }, actions: [] };
    const round = roundOf('nord', BELL, 'ccc') as Parameters<typeof hearClosedPage>[1];
    expect(hearClosedPage(nobody, round, 'down', policy)).toBe(nobody);
    expect(resume(nobody, nord, BELL, policy)).toBe(nobody);
    expect(suspend(nobody, nord, BELL, policy)).toEqual(nobody);
    expect(veto(nobody, nord, BELL, policy)).toEqual(nobody);
  });
});

describe('a person', () => {
  test('suspends: DNS keeps visitors at the origin', () => {
    const said = { pageRounds: 1, degradedSince: BELL, faults: [{ at: BELL, by: [], asked: 3 }] };
    const next = suspend(from({ ...said, mirror: FIT }), nord, BELL, policy);
    expect(platformOf(next)).toMatchObject({
      standing: 'suspended',
      suspendedBy: 'person',
      suspensions: [{ from: BELL, until: null }],
      pageRounds: 0,
      since: BELL,
      degradedSince: null,
      faults: [],
    });
    expect(told(next)).toEqual([
      { hold: false, mirrorShare: 0, stay: true, why: { kind: 'suspended', by: 'person' } },
    ]);
  });

  test('resumes: visitors are let go, and a page that says closed is overruled', () => {
    for (const by of ['page', 'person'] as const) {
      const next = resume(from(closedBy(by, { pageRounds: 1 })), nord, BELL, policy);
      expect(platformOf(next)).toMatchObject({
        ...OPEN,
        streak: FRESH,
        pageOverruled: by === 'page',
      });
      expect(told(next)).toEqual([
        { hold: false, mirrorShare: 0, stay: false, why: { kind: 'reopened', by: 'person' } },
      ]);
    }
    const up = from({});
    expect(resume(up, nord, BELL, policy)).toBe(up);
    const unlisted = resume(from({ ...closedBy('person'), suspensions: [] }), nord, BELL, policy);
    expect(platformOf(unlisted)?.suspensions).toEqual([]);
  });

  test('vetoes, and DNS is told', () => {
    const next = veto(from({ mirror: FIT }), nord, BELL, policy);
    expect(platformOf(next)?.vetoed).toBe(true);
    expect(told(next)).toEqual([
      { hold: false, mirrorShare: 0, stay: true, why: { kind: 'vetoed' } },
    ]);
  });

  const by = { role: 'op', name: 'x' };
  /** Suspended after some bad rounds, and some good ones. */
  const fallen = (bad: number, good = 0) => {
    const run = startRun(policy);
    for (let beat = 1; beat <= bad + good; beat += 1) {
      run.take({ kind: 'tick', at: after(beat * 10_000) });
      run.take(roundOf('nord', after(beat * 10_000), beat <= bad ? 'xxx' : '...'));
    }
    const at = after((bad + good) * 10_000 + 1);
    run.take({ kind: 'person-suspended', at, platform: nord, by, reason: '' });
    return run;
  };
  const stages = ({ state }: Run) =>
    Object.values(state.notices).map(({ content, stage }) => `${content.phase} ${stage}`);

  test('withdraws what was on its way, and tells the cause to those who were told of an outage', () => {
    const early = fallen(3);
    expect(stages(early)).toEqual(['outage cancelled']);
    expect(Object.values(early.state.incidents)[0]).toMatchObject({
      confirmedCause: 'suspended',
      verdict: { cause: 'suspended' },
    });
    const late = fallen(20);
    expect(stages(late)).toEqual(['outage sent', 'cause waiting']);
  });

  test('tells no cause once visitors are back', () => {
    const back = fallen(20, 5);
    expect(Object.values(back.state.incidents)).toMatchObject([
      { confirmedCause: 'suspended', backAt: after(240_000), closedAt: null },
    ]);
    expect(stages(back)).toEqual(['outage sent', 'recovery cancelled']);
  });
});
