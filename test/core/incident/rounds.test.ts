import { describe, expect, test } from 'vitest';
import { doubted } from '../../../core/incident/doubted.ts';
import { onRound } from '../../../core/incident/on-round.ts';
import { relapse } from '../../../core/incident/relapse.ts';
import type { Event } from '../../../core/incident/event.ts';
import type { Incident } from '../../../core/incident/state.ts';
import { warnOfCertificate } from '../../../core/incident/warn-of-certificate.ts';
import type { Notice } from '../../../core/notice/notice.ts';
import { hours, incidentId, minutes, platformId } from '../../../core/units.ts';
import { testPlatform, testPolicy } from '../../fixtures/policy.ts';
import { BELL, roundOf, voteOf } from '../../fixtures/timeline.ts';
import { after, changeOf, FIT, nord, platformOf, type Said, told } from '../shelter/a-platform.ts';

// Goal: one round counts, doubts, fells and raises a platform at the very bounds of its policy. Method:
// one platform as a test says, and one round.

const policy = testPolicy();
const id = incidentId('nord-1');
type Round = Extract<Event, { kind: 'round-observed' }>;

function heard(
  said: Said,
  votes: string,
  round: Partial<Round> = {},
  { incident, by = policy }: { incident?: Partial<Incident>; by?: typeof policy } = {},
) {
  const change = changeOf(by, { nord: { mirror: FIT, ...said } });
  const incidents = incident
    ? { [id]: { id, platform: nord, notices: [], ...incident } as Incident }
    : {};
  const before = { ...change, state: { ...change.state, incidents } };
  const next = onRound(before, { ...(roundOf('nord', BELL, votes) as Round), ...round }, by);
  return {
    before,
    next,
    platform: platformOf(next),
    turns: told(next).filter((one) => 'why' in one),
  };
}
const bad = (rounds: number, since = after(-10_000)): Said => ({
  streak: { says: 'down', rounds, since },
  standing: 'suspect',
  suspectedAt: since,
});
const good = (rounds: number): Said => ({ streak: { says: 'up', rounds, since: after(-10_000) } });

describe('a bad round', () => {
  test('is a doubt, from when the streak began', () => {
    const { platform, turns } = heard({}, 'xx.');
    expect(platform).toMatchObject({
      standing: 'suspect',
      since: BELL,
      suspectedAt: BELL,
      streak: { says: 'down', rounds: 1, since: BELL },
    });
    expect(turns).toEqual([]);
  });

  test('within the mass window of a doubt is the same doubt', () => {
    const WINDOW = policy.watch.massWindowMs;
    const doubted = (ms: number) =>
      heard({ suspectedAt: after(-ms), ...good(5) }, 'xx.').platform?.suspectedAt;
    expect(doubted(WINDOW)).toBe(BELL - WINDOW);
    expect(doubted(WINDOW + 1)).toBe(BELL);
  });

  test('the second is a fall, begun at the first doubt', () => {
    const { platform, turns, next } = heard(bad(1), 'xx.');
    expect(platform).toMatchObject({
      standing: 'down',
      since: BELL - 10_000,
      lastFall: BELL,
      degradedSince: null,
      faults: [],
    });
    expect(turns).toEqual([
      { hold: true, mirrorShare: 1, why: { kind: 'fell', against: 2, of: 3 } },
    ]);
    expect(Object.values(next.state.incidents)).toMatchObject([
      { fellAt: BELL - 10_000, drill: false },
    ]);
    expect(next.actions.map(({ kind }) => kind)).toEqual([
      'collect-signals',
      'turn-dns',
      'plan-notice',
    ]);
  });

  test('an old doubt is not where a fall began', () => {
    const WINDOW = policy.watch.massWindowMs;
    const since = (ms: number) =>
      heard({ ...bad(1, after(-5_000)), suspectedAt: after(-ms) }, 'xxx').platform?.since;
    expect(since(WINDOW)).toBe(BELL - WINDOW);
    expect(since(WINDOW + 1)).toBe(BELL - 5_000);
  });

  test('the first is a fall within the hour of another', () => {
    const HOUR = policy.watch.relapseMemoryMs;
    expect(heard({ lastFall: after(1 - HOUR) }, 'xx.').platform?.standing).toBe('down');
    expect(heard({ lastFall: after(0 - HOUR) }, 'xx.').platform?.standing).toBe('suspect');
  });

  test('of a platform without a mirror is a fall that nobody is told of', () => {
    const by = { ...policy, platforms: [testPlatform('nord', false), testPlatform('sud')] };
    const { platform, next } = heard(bad(1), 'xxx', {}, { by });
    expect(platform?.standing).toBe('down');
    expect(next.actions).toEqual([]);
    const behind = { ...policy, platforms: [testPlatform('temoin', false), testPlatform('nord')] };
    expect(heard(bad(1), 'xxx', {}, { by: behind }).turns).toHaveLength(1);
  });

  test('of a platform that is configured no more fells nothing', () => {
    const change = changeOf(policy, { nord: bad(1) });
    const by = { ...policy, platforms: policy.platforms.filter(({ id: one }) => one !== nord) };
    const next = onRound(change, roundOf('nord', BELL, 'xxx') as Round, by);
    expect(platformOf(next)?.standing).toBe('suspect');
    expect(next.actions).toEqual([]);
  });

  test('more than make a fall are no news', () => {
    expect(heard({ ...bad(2), standing: 'down', incident: id }, 'xxx').platform?.streak).toEqual(
      bad(2).streak,
    );
  });

  test('of a watcher that may be sick is a doubt and a task', () => {
    const by = { ...policy, vantages: policy.vantages.map((one) => ({ ...one, controls: [] })) };
    const change = changeOf(by, { nord: bad(1), sud: bad(1) as object, ouest: bad(1) as object });
    const next = onRound(change, roundOf('nord', BELL, 'xxx') as Round, by);
    expect(platformOf(next)?.standing).toBe('suspect');
    expect(next.actions).toEqual([
      {
        kind: 'raise-task',
        key: `watcher/task/blind-${BELL - 10_000}`,
        task: { kind: 'watcher-blind' },
      },
    ]);
    const first = changeOf(by, { nord: { lastFall: after(-60_000) }, sud: bad(1), ouest: bad(1) });
    const doubt = onRound(first, roundOf('nord', BELL, 'xxx') as Round, by);
    expect(platformOf(doubt)?.standing).toBe('suspect');
    expect(doubt.actions).toHaveLength(1);
  });

  test('ends the drill that it falls into', () => {
    const drill: Said = { ...bad(1), drill: true, heldByPerson: true, incident: id };
    const { next, platform } = heard(
      drill,
      'xxx',
      {},
      { incident: { drill: true, closedAt: null } },
    );
    expect(next.state.incidents[id]?.closedAt).toBe(BELL);
    expect(platform).toMatchObject({ drill: false, heldByPerson: false });
    expect(platform?.incident).not.toBe(id);
  });
});

describe('a good round', () => {
  test('the first alone is news of what is up', () => {
    expect(heard({}, '...').platform?.streak).toEqual({ says: 'up', rounds: 1, since: 0 });
    expect(heard(good(1), '...').platform?.streak.rounds).toBe(1);
    expect(
      heard({ ...good(1), shelter: { mirrorShare: 0.5 } }, '...').platform?.streak.rounds,
    ).toBe(2);
    expect(heard({ ...good(1), incident: id }, '...').platform?.streak.rounds).toBe(2);
    expect(
      heard({ ...good(1), standing: 'down', incident: id }, '...').platform?.streak.rounds,
    ).toBe(2);
    expect(heard({ ...good(3), standing: 'up', incident: id }, '...').platform?.streak.rounds).toBe(
      3,
    );
    // Down without an incident, as what has no mirror is: it comes up by its good rounds too.
    expect(heard({ ...good(1), standing: 'down' }, '...').platform?.streak.rounds).toBe(2);
  });

  test('ends a doubt at once, and a fall after three', () => {
    expect(heard(bad(1), '...').platform).toMatchObject({ standing: 'up', since: BELL });
    const down = (rounds: number) =>
      heard(
        { ...good(rounds), standing: 'down', incident: id },
        '...',
        {},
        { incident: { recoveredAt: null } },
      );
    expect(down(1).platform?.standing).toBe('down');
    const { platform, next } = down(2);
    expect(platform).toMatchObject({ standing: 'up', since: BELL - 10_000, lastFall: BELL });
    expect(next.state.incidents[id]?.recoveredAt).toBe(BELL - 10_000);
    expect(heard(bad(1), '...').platform?.lastFall).toBeNull();
  });
});

describe('a round that is heard of nobody', () => {
  test('changes nothing', () => {
    const person = heard({ standing: 'suspended', suspendedBy: 'person' }, 'xxx');
    expect(person.next).toBe(person.before);
    const unknown = heard({}, 'xxx', { platform: platformId('inconnu') });
    expect(unknown.next).toBe(unknown.before);
  });
});

describe('what health has turned alone', () => {
  const left = (said: Said, votes: string, round: Partial<Round> = {}) =>
    heard(said, votes, { dnsSays: 'mirror', ...round });

  test('is counted up to two, and forgotten when the origin is answered', () => {
    expect(left({}, '...').platform?.leftByHealth).toBe(1);
    expect(
      left({ leftByHealth: 2, shelter: { mirrorShare: 1 } }, '...').platform?.leftByHealth,
    ).toBe(0);
    expect(left({ leftByHealth: 1 }, '...', { dnsSays: 'origin' }).platform?.leftByHealth).toBe(0);
    expect(left({ leftByHealth: 1 }, '...', { dnsSays: 'mixed' }).platform?.leftByHealth).toBe(0);
    expect(left({ leftByHealth: 1 }, '...', { dnsSays: 'unknown' }).platform?.leftByHealth).toBe(1);
  });

  test('is not Préau’s own turn on its way, nor chance', () => {
    const own = { shelter: { verified: false } };
    expect(left(own, '...').platform?.leftByHealth).toBe(0);
    expect(left({ ...own, standing: 'down', incident: id }, '...').platform?.leftByHealth).toBe(1);
    const part = { shelter: { mirrorShare: 0.1 } };
    expect(left(part, '...', { dnsAsked: 2 }).platform?.leftByHealth).toBe(0);
    expect(left(part, '...', { dnsAsked: 3 }).platform?.leftByHealth).toBe(1);
    expect(left(part, '...').platform?.leftByHealth).toBe(0);
    expect(left({ shelter: { mirrorShare: 0.01 } }, '...').platform?.leftByHealth).toBe(0);
  });

  test('where it was Préau’s own turn or chance, a first bad round is a doubt', () => {
    const shed = { share: 0.5, by: 'person', since: BELL } as const;
    const own: Said = { shelter: { mirrorShare: 1, verified: false } };
    for (const said of [own, { shed, shelter: { mirrorShare: 0.5 } }]) {
      const { platform, turns } = left(said, 'xx.');
      expect(platform).toMatchObject({ standing: 'suspect', leftByHealth: 0 });
      expect(turns).toEqual([]);
    }
  });

  const held = [{ hold: true, mirrorShare: 1, why: { kind: 'left-by-health' } }];

  test('is held at once with a doubt, at the second round without', () => {
    expect(left({}, '...').turns).toEqual([]);
    expect(left({ leftByHealth: 1 }, '...').turns).toEqual(held);
    expect(left({ leftByHealth: 1 }, '...').platform).toMatchObject({
      standing: 'down',
      since: BELL,
    });
    expect(left(bad(1), '...').turns).toEqual(held);
    expect(left({}, 'xx.').turns).toEqual([
      { hold: true, mirrorShare: 1, why: { kind: 'fell', against: 2, of: 3 } },
    ]);
  });

  test('is held of what is down and was kept from its mirror', () => {
    const down: Said = { ...bad(2), standing: 'down', incident: id };
    const goes = (said: Said, votes = 'xxx') => left({ ...down, ...said }, votes).turns;
    expect(goes({})).toEqual(held);
    expect(goes({}, '...')).toEqual(held);
    expect(goes({ incident: null })).toEqual([]);
    expect(goes({ shelter: { mirrorShare: 1 } })).toEqual([]);
    expect(heard(down, 'xxx', { dnsSays: 'origin' }).turns).toEqual([]);
  });
});

describe('platforms in doubt', () => {
  const inDoubt = (said: Readonly<Record<string, Said>>) => [
    ...doubted(changeOf(policy, said).state),
  ];

  test('are those whose latest round was bad though they have not fallen', () => {
    expect(inDoubt({})).toEqual([]);
    const fallen: Said = { ...bad(2), standing: 'down' };
    const heldByHealth: Said = { ...good(1), standing: 'suspect' };
    expect(inDoubt({ nord: bad(1), sud: fallen, ouest: heldByHealth })).toEqual(['nord']);
  });
});

describe('a relapse', () => {
  const fellAgain = (
    incident: Partial<Incident>,
    notices: Readonly<Record<string, Partial<Notice>>> = {},
    said: Said = {},
  ) => {
    const change = changeOf(policy, {
      nord: {
        mirror: FIT,
        standing: 'down',
        incident: id,
        streak: { says: 'down', rounds: 1, since: after(-3) },
        ...said,
      },
    });
    const whole = {
      id,
      platform: nord,
      drill: false,
      relapses: 1,
      recoveredAt: BELL,
      backAt: null,
      closedAt: null,
      notices: Object.keys(notices),
      signals: [],
      claims: [],
      verdict: null,
      reference: 'P-1',
      fellAt: after(-9),
      saidCause: null,
      confirmedCause: null,
      shelteredAt: null,
      nextWordAt: null,
      ...incident,
    } as unknown as Incident;
    const kept = Object.fromEntries(
      Object.entries(notices).map(([name, one]) => [name, { id: name, ...one } as Notice]),
    );
    const before = {
      ...change,
      state: { ...change.state, incidents: { [id]: whole }, notices: kept },
    };
    const next = relapse(before, id, BELL, policy);
    const planned = next.actions.flatMap((one) =>
      one.kind === 'plan-notice' ? [one.content.phase] : [],
    );
    return {
      incident: next.state.incidents[id],
      turns: told(next).filter((one) => 'why' in one),
      planned,
      next,
      before,
    };
  };
  const outage = { o: { stage: 'sent', content: { phase: 'outage' } } } as never;

  test('goes on as if it had never been back', () => {
    const { incident, turns, planned } = fellAgain({}, outage);
    expect(incident).toMatchObject({ relapses: 2, recoveredAt: null, backAt: null });
    expect(incident?.fellAgainAt).toBeUndefined();
    expect(turns).toEqual([{ hold: true, mirrorShare: 1, why: { kind: 'fell-again' } }]);
    expect(planned).toEqual([]);
  });

  test('before any return leaves what waits for its hour, though another word was given up', () => {
    const { next, planned } = fellAgain({}, {
      o: { stage: 'sent', content: { phase: 'outage' } },
      c: { stage: 'failed', content: { phase: 'cause' } },
      w: { stage: 'waiting', content: { phase: 'cause' } },
    } as never);
    expect(next.state.notices['w']?.stage).toBe('waiting');
    expect(planned).toEqual([]);
  });

  test('after a return that was told is told as one', () => {
    const recovery = { r: { stage: 'sent', content: { phase: 'recovery' } } } as never;
    const { incident, planned } = fellAgain({ backAt: BELL }, recovery);
    expect(planned).toEqual(['relapse']);
    expect(incident?.fellAgainAt).toBe(BELL - 3);
    const up = fellAgain({ backAt: BELL }, recovery, {
      streak: { says: 'up', rounds: 1, since: after(-3) },
    });
    expect(up.incident?.fellAgainAt).toBe(BELL);
  });

  test('after a return that nobody was told of is nothing new, or the first word', () => {
    expect(fellAgain({ backAt: BELL }, outage).planned).toEqual([]);
    expect(fellAgain({ backAt: BELL }).planned).toEqual(['outage']);
    const failed = { o: { stage: 'failed', content: { phase: 'outage' } } } as never;
    expect(fellAgain({}, failed).planned).toEqual(['outage']);
    const unknown = fellAgain({});
    expect(relapse(unknown.before, incidentId('x'), BELL, policy)).toBe(unknown.before);
  });
});

describe('a certificate that ends soon', () => {
  const warned = (notAfter: number | undefined, platform = nord) => {
    const change = changeOf(policy, {});
    const next = warnOfCertificate(
      change,
      platform,
      'origin',
      notAfter === undefined ? undefined : after(notAfter),
      BELL,
    );
    return next === change ? null : next.actions;
  };
  const DAY = hours(24);

  test('is told once at 21 days, and once at 7', () => {
    const at = (days: number) => warned(days * DAY - minutes(1));
    expect(at(22)).toBeNull();
    expect(at(21)).toEqual([
      {
        kind: 'raise-task',
        key: `nord/task/certificate-origin-21-${BELL + 21 * DAY - 60_000}`,
        task: {
          kind: 'certificate-ends',
          whose: 'origin',
          endsAt: BELL + 21 * DAY - 60_000,
          days: 21,
        },
        platform: nord,
      },
    ]);
    expect(at(7)).toMatchObject([{ task: { days: 7 } }]);
    expect(warned(undefined)).toBeNull();
    expect(warned(DAY, platformId('inconnu'))).toBeNull();
  });
});

describe('votes that are kept', () => {
  const kept = (said: Said, votes: string, round: Partial<Round> = {}) =>
    heard(said, votes, round).platform;
  const votes = (text: string) => Array.from(text, voteOf);

  test('are those that say something new', () => {
    expect(kept({}, '...')?.votes).toEqual([]);
    expect(kept({}, 'x.?')).toMatchObject({ votes: votes('x.?'), votesAt: BELL, blind: ['v3'] });
    const said = { votes: votes('x..'), votesAt: after(-1) };
    expect(kept(said, 'x..')?.votesAt).toBe(BELL - 1);
    expect(kept({ ...said, votesAt: after(0 - minutes(1)) }, '...')).toMatchObject({
      votes: votes('...'),
    });
  });

  test('what flickers is news once a minute, but for who sees and who is down', () => {
    const soon = { votes: votes('x..'), votesAt: after(1 - minutes(1)) };
    expect(kept(soon, '.x.')?.votes).toEqual(votes('x..'));
    expect(kept({ ...soon, votesAt: after(0 - minutes(1)) }, '.x.')?.votes).toEqual(votes('.x.'));
    expect(kept(soon, '.??')?.votes).toEqual(votes('.??'));
    expect(kept(soon, 'xx.')?.votes).toEqual(votes('xx.'));
    expect(kept({ ...soon, standing: 'suspect' }, '.x.')?.votes).toEqual(votes('.x.'));
    expect(kept({ ...soon, votesAt: null }, '.x.')?.votes).toEqual(votes('.x.'));
    expect(kept(soon, 'l..')?.votes).toEqual(votes('x..'));
  });
});
