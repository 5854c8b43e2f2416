import type { ReplayedLine } from '../../../core/journal/replay-under.ts';
import type { SummaryTable } from './summary.ts';
import type { SummaryWords } from './summary-words.ts';

/** Whose decision a line of the journal is, in the words of a summary; null for none's. */
function whoDecided({ entry }: ReplayedLine, say: SummaryWords): string | null {
  const { event, actions } = entry;
  const by = 'by' in event ? event.by : undefined;
  if (by !== undefined) return `${by.name} (${by.role})`;
  const acts = actions.some(({ kind }) => kind === 'turn-dns' || kind === 'send-notice');
  return acts ? say.itself : null;
}

/** What people decided by name, and what Préau decided by itself: turns of DNS, and notices that left. */
export function summaryDecisions(
  lines: readonly ReplayedLine[],
  describe: (line: ReplayedLine) => readonly string[],
  time: (at: number) => string,
  say: SummaryWords,
): SummaryTable {
  const rows = lines.flatMap((line) => {
    const who = whoDecided(line, say);
    const told = who === null ? [] : describe(line);
    return who === null || told.length === 0
      ? []
      : [[time(line.entry.event.at), who, told.join(' ; ')]];
  });
  return { title: say.decisions, head: say.decisionHead, rows, none: say.nothing };
}
