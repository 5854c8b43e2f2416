import type { Action } from '../../core/incident/action.ts';
import type { Incident } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { type ReplayedLine, replayUnder } from '../../core/journal/replay-under.ts';
import type { Rules } from '../../core/journal/rules.ts';
import { vetoTime } from '../../core/notice/veto-time.ts';
import type { PlatformId } from '../../core/units.ts';
import type { Explained, Explanation, Fact } from './explanation.ts';
import {
  type Deciding,
  fact,
  mirrorFacts,
  personFacts,
  roundFacts,
  turnFacts,
} from './explain-facts.ts';
import { outcomesOf } from './explain-outcomes.ts';
import { inOrder } from './explain-order.ts';
import { followTrail, isAbout, NO_TRAIL, type Trail } from './explain-trail.ts';
import { refuses, withheldIn } from './explain-withheld.ts';

/**
 * Explain each action about a platform by the lines that led to it, and what was not done by what
 * stood in the way (P8).
 *
 * @param entries the journal from its first line
 * @param incident only what was decided in it. @default the platform's whole history
 * @returns null for a journal without a line
 */
export function explain(
  entries: readonly JournalEntry[],
  rules: readonly Rules[],
  platform: PlatformId,
  incident: Incident | null = null,
): Explanation | null {
  const outcomes = outcomesOf(entries);
  const items: Explained[] = [];
  const plans = new Map<string, readonly JournalEntry[]>();
  let trail = NO_TRAIL;
  let last: ReplayedLine | null = null;
  for (const line of replayUnder(entries, rules)) {
    trail = followTrail(trail, line, platform);
    last = line;
    notePlans(plans, line.entry);
    if (incident !== null && !isWithin(line.entry, incident)) continue;
    const deciding = { line, platform, trail };
    for (const action of line.entry.actions)
      if (concerns(action, line.entry, platform))
        items.push(explained(action, deciding, plans, outcomes.get(action.key) ?? []));
    items.push(...withheldIn(deciding));
  }
  return last === null ? null : { platform, incident, items, policy: last.policy };
}

/** From its fall to its end; of what came afterwards, what names it: late looks, records, corrections. */
const isWithin = ({ event, actions }: JournalEntry, { id, fellAt, closedAt }: Incident): boolean =>
  event.at >= fellAt &&
  (closedAt === null ||
    event.at <= closedAt ||
    ('incident' in event && event.incident === id) ||
    actions.some((action) => incidentOf(action) === id));

function incidentOf(action: Action): Incident['id'] | null {
  if ('content' in action) return action.content.incident;
  return 'incident' in action ? action.incident : null;
}

/** The lines in which a notice was asked for, planned, and moved by people. */
function notePlans(plans: Map<string, readonly JournalEntry[]>, entry: JournalEntry): void {
  const { event, actions } = entry;
  const moved = 'notice' in event && event.kind !== 'notice-finished' ? [event.notice] : [];
  const asked = actions.flatMap((action) => (action.kind === 'plan-notice' ? action.notice : []));
  for (const notice of [...moved, ...asked])
    plans.set(notice, [...(plans.get(notice) ?? []), entry]);
}

function concerns(action: Action, { event }: JournalEntry, platform: PlatformId): boolean {
  switch (action.kind) {
    case 'turn-dns':
    case 'collect-signals':
    case 'picture-names':
      return action.platform === platform;
    case 'plan-notice':
    case 'send-notice':
    case 'escalate-notice':
      return action.content.platform === platform;
    case 'raise-task':
      return (
        action.platform === platform ||
        ('platform' in event && event.platform === platform) ||
        isAbout(action.key, platform)
      );
  }
}

function explained(
  action: Action,
  deciding: Deciding,
  plans: ReadonlyMap<string, readonly JournalEntry[]>,
  outcomes: readonly JournalEntry[],
): Explained {
  const { entry } = deciding.line;
  const undone = refuses(action);
  return {
    kind: undone ? 'undone' : 'done',
    entry,
    what: action,
    facts: factsOf(action, deciding),
    because: inOrder([...leadingTo(action, deciding.trail, plans), entry]),
    outcomes,
  };
}

function factsOf(action: Action, deciding: Deciding): readonly Fact[] {
  const { line, trail } = deciding;
  switch (action.kind) {
    case 'turn-dns':
      return turnFacts(action, deciding);
    case 'collect-signals':
      return trail.opened === line.entry ? [] : [reviewFact(line)];
    case 'picture-names':
      return personFacts(deciding);
    case 'plan-notice':
      return roundFacts(deciding);
    case 'send-notice': {
      const { plannedAt = 0 } = line.before.notices[action.notice] ?? {};
      const { cause, rung } = action.content;
      const vetoMs = vetoTime(line.policy, action.content.phase);
      return [fact('veto-time', { plannedAt, vetoMs }), fact('cause', { cause, rung })];
    }
    case 'escalate-notice':
      return unansweredFacts(action, deciding);
    case 'raise-task':
      return [...roundFacts(deciding), ...personFacts(deciding), ...mirrorFacts(deciding)];
  }
}

/** Nobody's answer is in the journal: that the time for it was over is. */
function unansweredFacts(
  { notice, level }: Extract<Action, { kind: 'escalate-notice' }>,
  { line }: Deciding,
): readonly Fact[] {
  if (level === 'fallback') return [];
  const acceptedAt = line.before.notices[notice]?.firstAcceptedAt;
  const everyMs = line.policy.notices.escalation?.afterMs;
  return acceptedAt === undefined || everyMs === undefined
    ? []
    : [fact('unanswered', { acceptedAt, everyMs })];
}

const reviewFact = ({ policy }: ReplayedLine): Fact =>
  fact('review', { everyMs: policy.cause.reviewMs });

function leadingTo(
  action: Action,
  { mirror, fall, opened, turned, failed, person, veto, judged, rounds }: Trail,
  plans: ReadonlyMap<string, readonly JournalEntry[]>,
): readonly (JournalEntry | null)[] {
  switch (action.kind) {
    case 'turn-dns': {
      const again = action.why.kind === 'asked-again' ? [failed] : [];
      const lately = action.why.kind === 'fell-again' ? [fall, opened] : [];
      return [mirror, turned, ...lately, ...again, ...rounds];
    }
    case 'collect-signals':
    case 'picture-names':
      return [opened];
    case 'plan-notice':
      return [opened, fall, turned, judged];
    case 'escalate-notice':
      return plans.get(action.notice) ?? [];
    case 'send-notice':
      return [...(plans.get(action.notice) ?? []), turned, judged];
    case 'raise-task':
      return [mirror, turned, failed, person, veto, ...rounds];
  }
}
