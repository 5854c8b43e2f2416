import { join } from 'node:path';
import { openDeliveries } from '../../adapters/local/deliveries.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { openJournal } from '../../adapters/local/journal.ts';
import {
  type LessonsReport,
  type RehearsalReport,
  rehearsalReport,
} from '../../app/report/rehearsal-report.ts';
import { initialState } from '../../core/incident/initial-state.ts';
import { summariseStates } from '../../app/notices/summarise-deliveries.ts';
import type { State } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { replayEntry } from '../../core/journal/replay-entry.ts';
import type { Policy } from '../../core/policy.ts';
import { checkDeliveries, type DeliveryCounts } from '../../core/promises/check-deliveries.ts';
import { checkJournal } from '../../core/promises/check-journal.ts';
import type { PromiseCheck } from '../../core/promises/promise.ts';
import type { Sinks } from '../sinks/start-sinks.ts';
import type { Away } from './away-record.ts';
import { checkTurns, mergeChecks, type NamesTurn } from './names-turns.ts';

export interface Sources {
  /** The rehearsal's data folder. */
  readonly run: string;
  readonly policy: Policy;
  readonly sinks: Pick<Sinks, 'counts' | 'listMessages'>;
  readonly lessonsOf: (platform: string) => LessonsReport;
  readonly turns: readonly NamesTurn[];
  readonly pace: number;
  /** Whether messages were on their way when the rehearsal ended, and not lost. */
  readonly isLeaving: boolean;
  /** When no Préau was alive. */
  readonly away: readonly Away[];
}

/**
 * Sum up a rehearsal from what is on disk: the journal replayed line by line, the ledger, and what
 * the sinks took in. Nothing that the home remembers is believed.
 */
export async function reportOn(sources: Sources): Promise<RehearsalReport> {
  const { run, policy, sinks } = sources;
  const entries = await readEntries(join(run, 'journal.sqlite'));
  const state = entries.reduce(
    (so, entry) => replayEntry(so, entry, policy).state,
    initialState(policy),
  );
  const counts = await countDeliveries(join(run, 'deliveries.sqlite'), letGo(state), sources);
  const promises: readonly PromiseCheck[] = mergeChecks([
    ...checkJournal(entries, policy, hashOf),
    checkDeliveries(counts),
    ...checkTurns(sources.turns, policy, sources.pace, sources.away),
    checkNoDrill(sinks),
  ]);
  const { planned, accepted, replaced = 0 } = counts;
  const failed = counts.failed + counts.unknown - replaced;
  const { lessonsOf } = sources;
  const counted = { lessonsOf, planned, accepted, replaced, failed };
  return rehearsalReport(state, policy, counted, promises);
}

/** What a person or an early recovery withdrew before its time is owed to nobody. */
const letGo = ({ notices }: State): readonly string[] =>
  Object.values(notices)
    .filter(({ stage }) => stage !== 'cancelled' && stage !== 'refused')
    .map(({ id }) => id);

async function readEntries(path: string): Promise<readonly JournalEntry[]> {
  const journal = openJournal(path);
  try {
    const entries: JournalEntry[] = [];
    for await (const entry of journal.read(1)) entries.push(entry);
    return entries;
  } finally {
    journal.close();
  }
}

async function countDeliveries(
  path: string,
  notices: readonly string[],
  { sinks, isLeaving }: Pick<Sources, 'sinks' | 'isLeaving'>,
): Promise<DeliveryCounts> {
  const ledger = openDeliveries(path);
  try {
    const all = await Promise.all(notices.map((notice) => ledger.counts(notice)));
    const sum = (part: 'accepted' | 'failed' | 'unknown' | 'pending'): number =>
      all.reduce((total, counts) => total + summariseStates(counts)[part], 0);
    const [accepted, open] = [sum('accepted'), sum('pending')];
    const [failed, unknown] = [sum('failed'), sum('unknown')];
    const { mails, sms, smsRepeats } = sinks.counts();
    return {
      planned: accepted + open + failed + unknown,
      accepted,
      failed,
      replaced: all.reduce((total, { dropped = 0 }) => total + dropped, 0),
      unknown,
      pending: isLeaving ? 0 : open,
      leaving: isLeaving ? open : 0,
      doubled: smsRepeats,
      missing: Math.max(0, accepted - mails - sms),
    };
  } finally {
    ledger.close();
  }
}

/** P9 in a rehearsal without a drill: the word must not have left. */
function checkNoDrill(sinks: Sources['sinks']): PromiseCheck {
  const drills = sinks.listMessages({ search: 'EXERCICE', limit: 1 });
  const held = drills.length === 0;
  return { id: 'P9', held, said: [{ key: held ? 'no-drill' : 'drill-word', values: {} }] };
}
