import { expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { incidentCurve } from '../../../core/dossier/incident-curve.ts';
import { incidentStory } from '../../../core/dossier/incident-story.ts';
import type { Action } from '../../../core/incident/action.ts';
import type { Event } from '../../../core/incident/event.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import { chainEntry } from '../../../core/journal/chain.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { type EpochMs, epochMs, incidentId } from '../../../core/units.ts';
import { fallenMorning, firstIncident } from '../../fixtures/a-dossier.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../../fixtures/timeline.ts';
import { live } from '../../promises/mornings.ts';

// Goal: the story of an incident has every line that touched it, to its last, and no line after. Method:
// a morning in which one platform falls, is judged, comes back and is closed, and another falls later.

const policy = testPolicy();
const rules = [{ fromSeq: 1, policy }];
const rounds = (votes: readonly string[], dns: 'origin' | 'mirror' = 'origin') => ({
  kind: 'rounds' as const,
  votes,
  dns,
});
const bad = rounds(['xxx', '...', '...']);
const good = rounds(['...', '...', '...'], 'mirror');
const morning = live(policy, [
  { kind: 'mirror', platform: 'nord', fit: true },
  ...Array.from({ length: 6 }, () => bad),
  { kind: 'signal', platform: 'nord', feature: 'queue-page' },
  { kind: 'wait', tens: 60 },
  ...Array.from({ length: 6 }, () => good),
  { kind: 'wait', tens: 200 },
  ...Array.from({ length: 40 }, () => rounds(['...', '...', '...'])),
  { kind: 'wait', tens: 400 },
  ...Array.from({ length: 40 }, () => rounds(['...', '...', '...'])),
  ...Array.from({ length: 3 }, () => rounds(['...', '...', 'xxx'])),
]);
const id = firstIncident(morning.entries);
const story = incidentStory(morning.entries, rules, id);

test('a journal without the incident tells none', () => {
  expect(incidentStory(morning.entries, rules, incidentId('nord-1'))).toBeNull();
  expect(incidentStory([], rules, id)).toBeNull();
});

test('an open one goes to the end of the journal', () => {
  const open = fallenMorning(policy);
  const told = incidentStory(open, rules, firstIncident(open));
  expect(told?.incident.closedAt).toBeNull();
  expect(told?.entries).toEqual(open);
  expect(told?.lines.at(-1)?.entry).toEqual(open.at(-1));
  // Also what befell others meanwhile: nothing is left out from its first line on.
  const seqs = told?.lines.map(({ entry }) => entry.seq) ?? [];
  expect(seqs[0]).toBeGreaterThan(1);
  expect(seqs).toEqual(open.map(({ seq }) => seq).slice((seqs[0] ?? 0) - 1));
});

test('the incident, its notices and its verdicts are as the journal left them', () => {
  expect(story?.incident).toEqual(morning.state.incidents[id]);
  expect(story?.notices).toEqual(
    morning.state.incidents[id]?.notices.map((notice) => morning.state.notices[notice]),
  );
  expect(story?.notices.length).toBeGreaterThan(0);
  const seqs = story?.verdicts.map(({ seq }) => seq) ?? [];
  expect(seqs.length).toBeGreaterThan(0);
  expect(seqs).toEqual([...new Set(seqs)].toSorted((one, other) => one - other));
  const brought = story?.lines.filter(
    ({ before, after }) =>
      after.incidents[id]?.verdict &&
      before.incidents[id]?.verdict !== after.incidents[id]?.verdict,
  );
  expect(story?.verdicts).toEqual(
    brought?.map(({ entry, after }) => ({ seq: entry.seq, verdict: after.incidents[id]?.verdict })),
  );
});

test('a closed one ends at the last line that changed it or its notices', () => {
  expect(story?.incident.closedAt).not.toBeNull();
  const lines = story?.lines ?? [];
  expect(story?.entries.at(-1)).toEqual(lines.at(-1)?.entry);
  expect(story?.entries.length).toBeLessThan(morning.entries.length);
  const last = lines.at(-1);
  expect(last?.before).not.toEqual(last?.after);
  expect(last?.after.incidents[id]).toEqual(story?.incident);
  // Another's fall afterwards is none of its lines.
  const lastOfOuest = morning.entries.findLast(({ event }) => event.kind === 'round-observed');
  expect(lines.map(({ entry }) => entry.seq)).not.toContain(lastOfOuest?.seq);
});

test('the share of before the first line is where its curve begins', () => {
  if (story === null) throw new Error('the morning has no incident');
  const window = { from: epochMs(BELL), to: epochMs(BELL + 600_000) };
  const [first, ...rest] = story.lines;
  if (first === undefined) throw new Error('the story has no line');
  const kept = {
    ...first,
    before: {
      ...first.before,
      platforms: Object.fromEntries(
        Object.entries(first.before.platforms).map(([name, platform]) => [
          name,
          { ...platform, shelter: { ...platform.shelter, mirrorShare: 0.25 } },
        ]),
      ),
    },
  };
  const { shares } = incidentCurve({ ...story, lines: [kept, ...rest] }, [], window);
  expect(shares[0]).toEqual({ at: BELL, mirrorShare: 0.25 });
  for (const [index, { mirrorShare }] of shares.entries())
    expect(mirrorShare).not.toBe(shares[index - 1]?.mirrorShare);
  expect(incidentCurve({ ...story, lines: [] }, [], window).shares).toEqual([
    { at: BELL, mirrorShare: 0 },
  ]);
  const nobody = { ...first, before: { ...first.before, platforms: {} } };
  expect(incidentCurve({ ...story, lines: [nobody] }, [], window).shares[0]?.mirrorShare).toBe(0);
});

/** A whole fall whose recovery was given up, and then finished after all by a worker that went on. */
function finishedLate() {
  const entries: JournalEntry[] = [];
  let state = initialState(policy);
  const at = (beat: number) => epochMs(BELL + beat * 10_000);
  const take = (event: Event): void => {
    const next = step(state, event, policy);
    if (next.state === state && next.actions.length === 0) return;
    entries.push(chainEntry(entries.at(-1) ?? null, event, next.actions, hashOf));
    state = next.state;
    for (const action of next.actions) for (const one of answers(action, event.at)) take(one);
  };
  take(fitMirror('nord', at(0)));
  for (let beat = 1; beat < 400; beat += 1) {
    take({ kind: 'tick', at: at(beat), seenAt: at(beat) });
    take(roundOf('nord', at(beat), beat < 30 ? 'xxx' : '...'));
  }
  const [incident] = Object.values(state.incidents);
  const recovery = incident?.notices.find((one) => one.includes('/recovery/')) ?? '';
  const deliveries = { accepted: 1, failed: 0, unknown: 0, pending: 0 };
  const closed = entries.length;
  take({ kind: 'notice-first-accepted', at: at(401), notice: recovery });
  take({ kind: 'notice-finished', at: at(402), notice: recovery, deliveries });
  take(fitMirror('sud', at(403)));
  return { entries, incident, closed };
}

function answers(action: Action, at: EpochMs): readonly Event[] {
  if (action.kind === 'turn-dns') {
    const { platform, turn } = action;
    return [{ kind: 'dns-turned', at, platform, turn, verified: true, answers: [], detail: '' }];
  }
  if (action.kind === 'plan-notice') {
    const counts = { recipients: 1, mails: 1, sms: 0, smsSegments: 0, unreachable: 0 };
    const plan = { ...counts, costEuros: 0, durationSec: 1 };
    return [{ kind: 'notice-planned', at, notice: action.notice, plan }];
  }
  if (action.kind !== 'send-notice') return [];
  const { notice, key } = action;
  if (action.content.phase === 'recovery')
    return [{ kind: 'action-failed', at, action: key, detail: '', final: true }];
  const deliveries = { accepted: 1, failed: 0, unknown: 0, pending: 0 };
  return [
    { kind: 'notice-first-accepted', at, notice },
    { kind: 'notice-finished', at, notice, deliveries },
  ];
}

test('what came of its notices after the end is of the story, and nothing else is', () => {
  const { entries, incident, closed } = finishedLate();
  expect(incident?.closedAt).not.toBeNull();
  expect(entries).toHaveLength(closed + 3);
  const late = incident && incidentStory(entries, rules, incident.id);
  expect(late?.entries).toHaveLength(closed + 2);
  expect(late?.lines.slice(-2).map(({ entry }) => entry.event.kind)).toEqual([
    'notice-first-accepted',
    'notice-finished',
  ]);
});
