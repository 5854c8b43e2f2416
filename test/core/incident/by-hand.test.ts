import { describe, expect, test } from 'vitest';
import type { PersonEvent } from '../../../core/incident/event.ts';
import { onPerson } from '../../../core/incident/on-person.ts';
import { openIncident } from '../../../core/incident/open-incident.ts';
import type { Incident } from '../../../core/incident/state.ts';
import type { Notice, NoticeStage } from '../../../core/notice/notice.ts';
import { incidentId, platformId } from '../../../core/units.ts';
import { testPlatform, testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';
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

// Goal: each deed of a person does what it says, whole, and nothing where it may not. Method: one
// platform, incident or notice as a test says, and one deed.

const policy = testPolicy();
const by = { role: 'op', name: 'x' };
const id = incidentId('nord-1');
type Of<Kind> = Extract<PersonEvent, { kind: Kind }>;

function changeWith(
  said: Said,
  incidents: readonly Partial<Incident>[] = [],
  notice?: Partial<Notice>,
) {
  const change = changeOf(policy, { nord: said });
  return {
    ...change,
    state: {
      ...change.state,
      incidents: Object.fromEntries(
        incidents.map((one) => [
          one.id ?? id,
          { id, notices: [], signals: [], claims: [], ...one } as Incident,
        ]),
      ),
      notices: notice ? { n: { id: 'n', ...notice } as Notice } : {},
    },
  };
}
function does(
  event: object,
  said: Said = {},
  ...rest: [(readonly Partial<Incident>[])?, Partial<Notice>?]
) {
  const before = changeWith(said, ...rest);
  const whole = { at: BELL, platform: nord, by, reason: '', ...event } as unknown as PersonEvent;
  return { before, next: onPerson(before, whole, policy) };
}
const turned = (event: object, said: Said) => told(does(event, said).next);
const OUT = { hold: true, mirrorShare: 1, turn: 3, verified: true };

describe('shelter by hand', () => {
  const kind = 'person-sheltered';
  const why = { kind: 'by-hand', what: 'shelter' };

  test('sends all to a fit mirror, holds them, and ends a veto', () => {
    const { next } = does({ kind }, { mirror: FIT, vetoed: true });
    expect(told(next)).toEqual([{ hold: true, mirrorShare: 1, why }]);
    expect(platformOf(next)).toMatchObject({ heldByPerson: true, vetoed: false });
  });

  test('knows no blast radius', () => {
    const narrow = { ...policy, shelter: { ...policy.shelter, blastRadius: 0.01 } };
    const change = changeOf(narrow, { nord: { mirror: FIT }, sud: { shelter: { lastOut: BELL } } });
    const event = { kind, at: BELL, platform: nord, by, reason: '' } as PersonEvent;
    expect(told(onPerson(change, event, narrow))).toEqual([{ hold: true, mirrorShare: 1, why }]);
  });

  test('is nobody’s to an unfit one: a veto stands on', () => {
    for (const vetoed of [true, false]) {
      const { next } = does({ kind }, { mirror: UNFIT, vetoed });
      expect(platformOf(next)).toMatchObject({ heldByPerson: false, vetoed });
      expect(told(next)).toMatchObject([{ task: { kind: 'mirror-unfit' } }]);
    }
  });

  test('asks anew for what was not seen done, and holds what is', () => {
    expect(turned({ kind }, { mirror: FIT, shelter: { ...OUT, verified: false } })).toHaveLength(1);
    const { next } = does({ kind }, { mirror: FIT, shelter: OUT });
    expect(next.actions).toEqual([]);
    expect(platformOf(next)?.heldByPerson).toBe(true);
    const unknown = does({ kind, platform: platformId('inconnu') });
    expect(unknown.next).toBe(unknown.before);
  });
});

describe('release by hand', () => {
  const kind = 'person-released';
  const why = { kind: 'by-hand', what: 'release' };
  const shed = { share: 0.3, by: 'person', since: BELL } as const;

  test('is the first step of the way back', () => {
    const { next } = does({ kind }, { heldByPerson: true, shed, mirror: FIT, shelter: OUT });
    expect(told(next)).toEqual([{ hold: false, mirrorShare: 0.9, why }]);
    expect(platformOf(next)).toMatchObject({ heldByPerson: false, shed: null });
  });

  test('asks anew for a step that was not seen done, and lifts a hold', () => {
    const half = { ...OUT, hold: false, mirrorShare: 0.5 };
    expect(turned({ kind }, { shelter: { ...half, verified: false } })).toEqual([
      { hold: false, mirrorShare: 0.5, why },
    ]);
    expect(turned({ kind }, { shelter: { ...half, hold: true } })).toHaveLength(1);
    expect(turned({ kind }, { shelter: half })).toEqual([]);
    expect(turned({ kind }, {})).toEqual([]);
  });

  test('is refused while the origin is down', () => {
    expect(turned({ kind }, { standing: 'down', shelter: OUT })).toEqual([
      {
        kind: 'raise-task',
        key: `nord/task/release-${BELL}`,
        task: { kind: 'release-refused' },
        platform: nord,
      },
    ]);
  });

  test('brings all of them back to what is closed on purpose', () => {
    expect(turned({ kind }, { standing: 'suspended', shelter: OUT })).toEqual([
      { hold: false, mirrorShare: 0, stay: true, why },
    ]);
    expect(turned({ kind }, { standing: 'suspended', shelter: { stay: true } })).toEqual([]);
  });

  test('ends a drill, and is nobody’s of what is not known', () => {
    expect(turned({ kind }, { drill: true, shelter: OUT })).toMatchObject([
      { mirrorShare: 0, why: { kind: 'drill-over' } },
    ]);
    const unknown = does({ kind, platform: platformId('inconnu') });
    expect(unknown.next).toBe(unknown.before);
  });
});

describe('a veto that is lifted', () => {
  const kind = 'person-unvetoed';
  const vetoed: Said = { vetoed: true, mirror: FIT, shelter: { stay: true, mayStay: true } };
  const why = { kind: 'veto-lifted' };

  test('lets what is down go to its mirror, and what is not be turned by health', () => {
    const down: Said = {
      ...vetoed,
      standing: 'down',
      streak: { says: 'down', rounds: 2, since: BELL },
    };
    const incident = { ...down, incident: id };
    expect(turned({ kind }, incident)).toEqual([{ hold: true, mirrorShare: 1, stay: false, why }]);
    const home = [{ hold: false, mirrorShare: 0, stay: false, why }];
    expect(turned({ kind }, vetoed)).toEqual(home);
    expect(
      turned({ kind }, { ...incident, streak: { says: 'up', rounds: 1, since: BELL } }),
    ).toEqual(home);
    expect(turned({ kind }, { ...incident, standing: 'up' })).toEqual(home);
    const unknown = does({ kind, platform: platformId('inconnu') });
    expect(unknown.next).toBe(unknown.before);
  });
});

describe('a share by hand', () => {
  const shared = (share: number, said: Said) => does({ kind: 'person-shared', share }, said).next;
  const why = (mirrorShare: number) => ({ kind: 'share-by-hand', mirrorShare });

  test.each([
    [0.4, 0.4],
    [0.404, 0.4],
    [0.999, 0.99],
    [1, 0.99],
  ])('%d keeps %d of visitors on a fit mirror', (share, mirrorShare) => {
    const next = shared(share, { mirror: FIT, vetoed: true, heldByPerson: true });
    expect(told(next)).toEqual([{ hold: false, mirrorShare, why: why(mirrorShare) }]);
    expect(platformOf(next)).toMatchObject({
      shed: { share: mirrorShare, by: 'person', since: BELL },
      vetoed: false,
      heldByPerson: false,
    });
  });

  test.each([0, -0.3])('%d gives them back, and leaves a veto', (share) => {
    const next = shared(share, {
      vetoed: true,
      shelter: { ...OUT, mirrorShare: 0.4, hold: false },
    });
    expect(told(next)).toEqual([{ hold: false, mirrorShare: 0, stay: true, why: why(0) }]);
    expect(platformOf(next)).toMatchObject({ shed: null, vetoed: true });
  });

  test('that is so already is only remembered, once it was seen', () => {
    const at = { ...OUT, mirrorShare: 0.4, hold: false };
    expect(told(shared(0.4, { mirror: FIT, shelter: at }))).toEqual([]);
    expect(told(shared(0.4, { mirror: FIT, shelter: { ...at, verified: false } }))).toHaveLength(1);
    // Fewer may stay on a mirror gone bad, and not one more go.
    expect(told(shared(0.3, { mirror: UNFIT, shelter: at }))).toMatchObject([{ mirrorShare: 0.3 }]);
    expect(told(shared(0.4, { mirror: UNFIT, shelter: at }))).toEqual([]);
  });

  test.each<[number, Said, string]>([
    [0.4, { standing: 'down', mirror: FIT }, 'down'],
    [0, { standing: 'down', mirror: FIT }, 'down'],
    [0.4, { standing: 'suspended', mirror: FIT }, 'suspended'],
    [0.4, { mirror: UNFIT }, 'mirror-unfit'],
    [0.4, { mirror: null }, 'mirror-unfit'],
  ])('%d is refused: %j', (share, said, because) => {
    expect(told(shared(share, said))).toEqual([
      {
        kind: 'raise-task',
        key: `nord/task/share-${BELL}`,
        task: { kind: 'share-refused', because },
        platform: nord,
      },
    ]);
  });

  test('0 of what is suspended is given', () => {
    const said: Said = { standing: 'suspended', shelter: { ...OUT, mirrorShare: 0.4 } };
    expect(told(shared(0, said))).toMatchObject([{ mirrorShare: 0, stay: true }]);
  });

  test('is nobody’s without a mirror', () => {
    const bare = { ...policy, platforms: [testPlatform('nord', false), testPlatform('sud')] };
    const event = {
      kind: 'person-shared',
      at: BELL,
      platform: nord,
      share: 0.4,
      by,
      reason: '',
    } as const;
    const change = changeOf(policy, { nord: { mirror: FIT } });
    expect(onPerson(change, event, bare)).toBe(change);
    expect(onPerson(change, event, { ...policy, platforms: [] })).toBe(change);
    const behind = { ...policy, platforms: [testPlatform('temoin', false), testPlatform('nord')] };
    expect(told(onPerson(change, event, behind))).toMatchObject([{ mirrorShare: 0.4 }]);
    const nobody = { ...change, state: { ...change.state, platforms: {} } };
    expect(onPerson(nobody, event, policy)).toBe(nobody);
  });
});

describe('a notice', () => {
  const moved = (kind: string, stage: NoticeStage) => {
    const { next } = does({ kind, notice: 'n' }, {}, [], { stage, sendAt: after(9) });
    return next.state.notices['n'];
  };

  test.each<[string, string, readonly NoticeStage[]]>([
    ['person-held-notice', 'held', ['planning', 'waiting']],
    ['person-released-notice', 'waiting', ['held']],
    ['person-cancelled-notice', 'cancelled', ['planning', 'waiting', 'held']],
  ])('%s: %s, from %j alone', (kind, to, from) => {
    for (const stage of ['planning', 'waiting', 'held', 'sending', 'sent', 'failed'] as const)
      expect(moved(kind, stage)?.stage).toBe(from.includes(stage) ? to : stage);
  });

  test('that is released goes at once', () => {
    expect(moved('person-released-notice', 'held')?.sendAt).toBe(BELL);
    expect(moved('person-held-notice', 'waiting')?.sendAt).toBe(BELL + 9);
    const nothing = does({ kind: 'person-held-notice', notice: 'x' });
    expect(nothing.next).toBe(nothing.before);
  });

  const content = { phase: 'outage', platform: nord, platformName: 'ENT nord' } as never;
  const edited = (stage: NoticeStage, addition: string, before?: string) => {
    const notice = {
      stage,
      content: {
        ...(content as object),
        ...(before === undefined ? {} : { addition: before }),
      } as never,
    };
    const { before: from, next } = does(
      { kind: 'person-edited-notice', notice: 'n', addition },
      {},
      [],
      notice,
    );
    return next === from ? 'the same' : next.state.notices['n']?.content;
  };

  test('is edited while it has not left', () => {
    for (const stage of ['planning', 'waiting', 'held'] as const)
      expect(edited(stage, 'Appelez le lycée.')).toEqual({
        ...(content as object),
        addition: 'Appelez le lycée.',
      });
    for (const stage of ['sending', 'sent', 'cancelled'] as const)
      expect(edited(stage, 'Appelez le lycée.')).toBe('the same');
    expect(edited('held', '', 'Avant.')).toEqual(content);
    expect(edited('held', 'Avant.', 'Avant.')).toBe('the same');
    expect(edited('held', '')).toBe('the same');
    const nothing = does({ kind: 'person-edited-notice', notice: 'x', addition: 'a' });
    expect(nothing.next).toBe(nothing.before);
  });
});

describe('a claim', () => {
  const claim = { statement: 'Une attaque.' } as never;
  const kind = 'person-claimed';

  test('without an incident is a task', () => {
    const drill = { id, platform: nord, drill: true, fellAt: BELL };
    const other = {
      id: incidentId('sud-1'),
      platform: platformId('sud'),
      drill: false,
      fellAt: BELL,
    };
    expect(told(does({ kind, claim }, {}, [drill, other]).next)).toEqual([
      {
        kind: 'raise-task',
        key: `nord/task/claim-${BELL}`,
        task: { kind: 'claim-unattached', statement: 'Une attaque.' },
        platform: nord,
      },
    ]);
  });

  test('belongs to the latest', () => {
    const heard = { cause: 'overload', statement: 's', at: BELL, role: 'owner', by: 'x' } as never;
    const list = [1, 3, 2].map((at) => ({
      id: incidentId(`nord-${at}`),
      platform: nord,
      drill: false,
      fellAt: after(at),
      confirmedCause: null,
    }));
    const { next } = does({ kind, claim: heard }, {}, list);
    const claims = Object.values(next.state.incidents).map((one) => one.claims.length);
    expect(claims).toEqual([0, 1, 0]);
    expect(next.state.incidents[incidentId('nord-3')]?.verdict).toBeDefined();
  });
});

describe('a drill', () => {
  const start = { kind: 'person-started-drill' };
  const end = { kind: 'person-ended-drill' };

  test('turns all, is marked everywhere, and is pictured', () => {
    const { next } = does(start, { mirror: FIT });
    const [incident] = Object.values(next.state.incidents);
    expect(incident).toMatchObject({ drill: true, collections: 0, fellAt: BELL });
    expect(platformOf(next)).toMatchObject({
      drill: true,
      heldByPerson: true,
      incident: incident?.id,
    });
    const [turn, plan, picture] = told(next);
    expect(turn).toEqual({ hold: true, mirrorShare: 1, why: { kind: 'drill' } });
    expect(plan).toMatchObject({ kind: 'plan-notice', content: { phase: 'drill', drill: true } });
    expect(picture).toEqual({
      kind: 'picture-names',
      key: `${incident?.id}/picture/start`,
      incident: incident?.id,
      platform: nord,
      moment: 'start',
    });
    expect(next.actions).toHaveLength(3);
  });

  test.each<[string, Said]>([
    ['an incident', { mirror: FIT, incident: id }],
    ['a doubt', { mirror: FIT, standing: 'suspect' }],
  ])('never starts over %s', (_, said) => {
    const { before, next } = does(start, said);
    expect(next).toBe(before);
  });

  test('needs a fit mirror', () => {
    const { next } = does(start, { mirror: UNFIT });
    expect(told(next)).toMatchObject([{ task: { kind: 'mirror-unfit' } }]);
    expect(platformOf(next)?.drill).toBe(false);
    expect(next.state.incidents).toEqual({});
    const unknown = does({ ...start, platform: platformId('inconnu') });
    expect(unknown.next).toBe(unknown.before);
  });

  test('ends when a person says so: to the part that is kept, unless the origin is in doubt', () => {
    const shed = { share: 0.2, by: 'person', since: BELL } as const;
    const running: Said = { drill: true, heldByPerson: true, shelter: OUT, mirror: FIT };
    const { next } = does(end, { ...running, shed });
    expect(platformOf(next)).toMatchObject({ drill: false, heldByPerson: false });
    expect(told(next)).toEqual([{ hold: false, mirrorShare: 0.2, why: { kind: 'drill-over' } }]);
    const doubt = does(end, { ...running, standing: 'suspect' }).next;
    expect(platformOf(doubt)).toMatchObject({ drill: false, heldByPerson: false });
    expect(doubt.actions).toEqual([]);
    for (const none of [does(end, {}), does({ ...end, platform: platformId('inconnu') })])
      expect(none.next).toBe(none.before);
  });
});

describe('an incident that opens', () => {
  const open = (said: Said, others: readonly Partial<Incident>[] = [], drill = false) =>
    openIncident(changeWith(said, others), nord, after(-5_000), BELL, policy, drill);
  const NAME = 'nord-20210406T055955Z';

  test('is named for its first bad round, and asks for signals', () => {
    const next = open({});
    expect(next.state.incidents[incidentId(NAME)]).toEqual({
      id: NAME,
      platform: 'nord',
      episode: NAME,
      reference: 'P-0001',
      drill: false,
      fellAt: BELL - 5_000,
      confirmedAt: BELL,
      shelteredAt: null,
      firstNoticeAt: null,
      recoveredAt: null,
      backAt: null,
      closedAt: null,
      relapses: 0,
      verdict: null,
      signals: [],
      claims: [],
      confirmedCause: null,
      collections: 1,
      collectedAt: BELL,
      nextWordAt: null,
      saidCause: null,
      notices: [],
    });
    expect(next.actions).toEqual([
      {
        kind: 'collect-signals',
        key: `${NAME}/signals/1`,
        incident: NAME,
        platform: nord,
        fellAt: BELL - 5_000,
      },
    ]);
    expect(platformOf(next)?.incident).toBe(NAME);
    expect(open({}, [], true).actions).toEqual([]);
  });

  test('is sheltered already where all were seen on the mirror', () => {
    const shelteredAt = (said: Said) => open(said).state.incidents[incidentId(NAME)]?.shelteredAt;
    expect(shelteredAt({ shelter: OUT })).toBe(BELL);
    expect(shelteredAt({ shelter: { ...OUT, verified: false } })).toBeNull();
    expect(shelteredAt({ shelter: { ...OUT, mirrorShare: 0.5 } })).toBeNull();
  });

  test('joins the episode of a neighbour that is open and fell at its hour', () => {
    const WINDOW = policy.watch.massWindowMs;
    const near = (changes: Partial<Incident>) => {
      const neighbour = {
        id: incidentId('sud-1'),
        episode: 'e',
        drill: false,
        closedAt: null,
        fellAt: after(-5_000),
      };
      const { incidents } = open({}, [{ ...neighbour, ...changes }]).state;
      return incidents[incidentId(NAME)];
    };
    expect(near({})).toMatchObject({ episode: 'e', reference: 'P-0002' });
    for (const side of [-1, 1]) {
      expect(near({ fellAt: after(-5_000 + side * WINDOW) })?.episode).toBe('e');
      expect(near({ fellAt: after(-5_000 + side * (WINDOW + 1)) })?.episode).toBe(NAME);
    }
    expect(near({ drill: true })?.episode).toBe(NAME);
    expect(near({ closedAt: BELL })?.episode).toBe(NAME);
  });
});

describe('a cause that is confirmed', () => {
  test('is the verdict, and the first mark of what may be said', () => {
    const { next } = does({ kind: 'person-confirmed-cause', incident: id, cause: 'overload' }, {}, [
      { platform: nord, drill: false },
    ]);
    expect(next.state.incidents[id]).toMatchObject({
      confirmedCause: 'overload',
      verdict: { cause: 'overload', rung: 'confirmée' },
      verdicts: [{ at: BELL, cause: 'overload', rung: 'confirmée' }],
    });
  });
});

describe('a cause that is recorded', () => {
  const record = {
    kind: 'person-recorded-cause',
    incident: id,
    cause: 'overload',
    confidence: 0.9,
    source: 's',
  };
  const over = { id, platform: nord, drill: false, closedAt: BELL };
  const recorded = (
    event: Partial<Of<'person-recorded-cause'>>,
    incident: Partial<Incident> = over,
  ) => {
    const { before, next } = does({ ...record, ...event }, {}, [incident]);
    return next === before ? 'the same' : next.state.incidents[id]?.recorded;
  };
  const kept = { at: BELL, cause: 'overload', confidence: 0.9, source: 's', by };

  test('is kept of an incident that is over, after those before', () => {
    expect(recorded({})).toEqual([kept]);
    expect(recorded({ also: 'attack' })).toEqual([{ ...kept, also: 'attack' }]);
    const first = { ...kept, cause: 'attack' } as never;
    expect(recorded({}, { ...over, recorded: [first] })).toEqual([first, kept]);
  });

  test('is kept of no drill, of none that goes on, and not twice', () => {
    expect(recorded({}, { ...over, drill: true })).toBe('the same');
    expect(recorded({}, { ...over, closedAt: null })).toBe('the same');
    expect(recorded({ incident: incidentId('x') })).toBe('the same');
    const again = { ...over, recorded: [{ ...kept, at: after(-1) } as never] };
    expect(recorded({}, again)).toBe('the same');
    for (const other of [
      { cause: 'attack' },
      { also: 'attack' },
      { confidence: 0.8 },
      { source: 't' },
    ] as const)
      expect(recorded(other, again)).toHaveLength(2);
  });
});
