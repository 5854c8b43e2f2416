import { describe, expect, test } from 'vitest';
import type { Change } from '../../../core/incident/change.ts';
import type { Event } from '../../../core/incident/event.ts';
import type { Incident } from '../../../core/incident/state.ts';
import { planClosedWord } from '../../../core/notice/next-words.ts';
import type { Notice } from '../../../core/notice/notice.ts';
import { type EpochMs, epochMs, hours } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: what is owed of a platform that was closed on purpose, case by case: told-suspended.test.ts has
// whole mornings. Method: one fall that was told, closed by a person before causes may be said; then the
// rule is asked about one incident that differs in one thing.

const base = testPolicy();
const policy = { ...base, cause: { ...base.cause, laterReviewsMs: [hours(24)] } };

/** The told fall, its outage's notice alone on record. */
function closedOnPurpose(): { readonly change: Change; readonly incident: Incident } {
  const run = startRun(policy);
  run.take(fitMirror('nord', BELL));
  for (let beat = 1; beat <= 20; beat += 1) {
    const at = epochMs(BELL + beat * 10_000);
    run.take({ kind: 'tick', at, seenAt: at } as Event);
    run.take(roundOf('nord', at, 'xxx'));
  }
  const by = { role: 'cellule de crise', name: 'A.' };
  const closed = { kind: 'person-suspended', at: run.at, platform: 'nord', by, reason: 'fermé' };
  run.take(closed as Event);
  const [incident] = Object.values(run.state.incidents);
  if (incident === undefined) throw new Error('expected a fall');
  const only = { ...incident, notices: incident.notices.slice(0, 1) };
  const state = { ...run.state, incidents: { [incident.id]: only } };
  return { change: { state, actions: [] }, incident: only };
}

const { change, incident } = closedOnPurpose();
/** The first instant at which a cause may be said. */
const DUE = epochMs(incident.fellAt + base.cause.firstWordMs);
const OVERLOAD = { cause: 'overload', rung: 'probable' } as const;

function planned(
  patch: Partial<Incident> = {},
  at: EpochMs = DUE,
  notices: Partial<Notice>[] = [],
) {
  const earlier = change.state.notices[incident.notices[0] ?? ''];
  const more = notices.map((one, index) => ({ ...earlier, ...one, id: `more/${index}` }) as Notice);
  const its = {
    ...incident,
    notices: [...incident.notices, ...more.map(({ id }) => id)],
    ...patch,
  };
  const state = {
    ...change.state,
    incidents: { [incident.id]: its },
    notices: {
      ...change.state.notices,
      ...Object.fromEntries(more.map((notice) => [notice.id, notice])),
    },
  };
  return planClosedWord({ state, actions: [] }, its, at, policy).actions.map((action) =>
    action.kind === 'plan-notice' ? action.content.phase : action.kind,
  );
}

const word = (stage: Notice['stage'], cause: string): Partial<Notice> =>
  ({
    stage,
    content: { ...change.state.notices[incident.notices[0] ?? '']?.content, cause },
  }) as Partial<Notice>;

describe('that a platform was closed on purpose', () => {
  test('is told from the instant on at which a cause may be said', () => {
    expect(planned({}, epochMs(DUE - 1))).toEqual([]);
    expect(planned()).toEqual(['cause']);
  });

  test.each([
    ['that is over', { closedAt: DUE }],
    ['that is a drill', { drill: true }],
    ['whose visitors are back', { backAt: DUE }],
    ['that nobody was told of', { notices: [] }],
    ['before anything was judged', { verdict: null }],
  ] satisfies [string, Partial<Incident>][])('is not told of a fall %s', (_, patch) => {
    expect(planned(patch)).toEqual([]);
  });

  test('is a correction at once where another cause was said', () => {
    const said = { saidCause: OVERLOAD } as Partial<Incident>;
    expect(planned(said, epochMs(DUE - 1))).toEqual(['correction']);
    expect(planned({ ...said, drill: true })).toEqual([]);
  });

  test('is not told where who looked afterwards found another cause', () => {
    const found = { cause: 'overload', also: null, confidence: 0.95 };
    expect(planned({ recorded: [found] } as unknown as Partial<Incident>)).toEqual([]);
  });

  test('is told once: again only where the word was given up', () => {
    expect(planned({}, DUE, [word('cancelled', 'suspended')])).toEqual([]);
    expect(planned({}, DUE, [word('sent', 'suspended')])).toEqual([]);
    expect(planned({}, DUE, [word('failed', 'suspended')])).toEqual(['cause']);
    expect(planned({}, DUE, [word('sent', 'undetermined')])).toEqual(['cause']);
  });

  test('is told by no policy of the versions before', () => {
    expect(planClosedWord(change, incident, DUE, base).actions).toEqual([]);
  });
});
