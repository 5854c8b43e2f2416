import type { Verdict } from '../cause/verdict.ts';
import type { Incident, State } from '../incident/state.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { type ReplayedLine, replayUnder } from '../journal/replay-under.ts';
import type { Rules } from '../journal/rules.ts';
import type { Notice } from '../notice/notice.ts';
import type { IncidentId } from '../units.ts';

/** One incident as its home's journal tells it. */
export interface IncidentStory {
  readonly incident: Incident;
  readonly notices: readonly Notice[];
  /** The journal from its first line to the last that changed this incident or its notices. */
  readonly entries: readonly JournalEntry[];
  /** Those of them that have to do with it, with the states around each. */
  readonly lines: readonly ReplayedLine[];
  readonly verdicts: readonly JudgedAt[];
}

/** A verdict, and the line of the journal that brought it. */
export interface JudgedAt {
  readonly seq: number;
  readonly verdict: Verdict;
}

/**
 * Tell one incident from a whole journal.
 *
 * An open incident's story goes to the journal's end. A closed one's stops where it last changed,
 * so that what is handed over tells nothing of later falls of others.
 *
 * @returns null when the journal has no such incident
 */
export function incidentStory(
  all: readonly JournalEntry[],
  rules: readonly Rules[],
  id: IncidentId,
): IncidentStory | null {
  const verdicts: JudgedAt[] = [];
  const lines: ReplayedLine[] = [];
  let incident: Incident | null = null;
  let state: State | null = null;
  let lastSeq = 0;
  for (const line of replayUnder(all, rules)) {
    const { entry, before, after } = line;
    const [was, is] = [before.incidents[id], after.incidents[id]];
    if (is?.verdict && is.verdict !== was?.verdict)
      verdicts.push({ seq: entry.seq, verdict: is.verdict });
    incident = is ?? incident;
    state = is === undefined ? state : after;
    const open = is !== undefined && is.closedAt === null;
    const changed = was !== is || noticesOf(before, was) !== noticesOf(after, is);
    if (open || changed) {
      lastSeq = entry.seq;
      lines.push(line);
    }
  }
  if (incident === null || state === null) return null;
  const known = state.notices;
  return {
    incident,
    notices: incident.notices.flatMap((notice) => known[notice] ?? []),
    entries: all.filter(({ seq }) => seq <= lastSeq),
    lines,
    verdicts,
  };
}

/** What is known of an incident's notices, as one text to compare: they are few and small. */
const noticesOf = ({ notices }: State, incident: Incident | undefined): string =>
  (incident?.notices ?? [])
    .map((id) => `${notices[id]?.stage} ${notices[id]?.finishedAt} ${notices[id]?.firstAcceptedAt}`)
    .join();
