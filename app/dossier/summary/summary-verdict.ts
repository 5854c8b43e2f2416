import type { JudgedAt } from '../../../core/dossier/incident-story.ts';
import type { Incident } from '../../../core/incident/state.ts';
import { type EvidenceMark, verdictPanel } from '../../views/verdict-panel.ts';
import type { Words } from '../../views/words.ts';
import type { SummaryVerdict } from './summary.ts';
import type { SummaryWords } from './summary-words.ts';

/** The last verdict of an incident, with its evidence strongest first, and what it rules out. */
export function summaryVerdict(
  { verdict, confirmedCause }: Incident,
  verdicts: readonly JudgedAt[],
  say: SummaryWords,
  words: Words,
  time: (at: number) => string,
): SummaryVerdict {
  const list = (title: string, items: readonly string[]) => ({ title, items, none: say.nothing });
  if (verdict === null) {
    const empty = { for: list(say.for, []), against: list(say.against, []) };
    return { title: say.verdict, headline: say.noVerdict, notes: [], ...empty };
  }
  const panel = verdictPanel(verdict, words);
  const own = panel.bars.find(({ cause }) => cause === verdict.cause);
  const percent = Math.round((own?.probability ?? 0) * 100);
  return {
    title: say.verdict,
    headline:
      verdict.cause === 'undetermined'
        ? say.undetermined
        : say.headline(panel.causeWord, panel.rungWord, percent),
    notes: [
      ...(confirmedCause === null ? [] : [say.confirmed(words(`console.cause.${confirmedCause}`))]),
      say.judged(time(verdict.at), verdicts.length),
      ...(panel.open.length > 0 ? [say.open(panel.open.join(', '))] : []),
      ...(panel.refuted.length > 0 ? [say.refuted(panel.refuted.join(', '))] : []),
      ...(panel.gates.length > 0 ? [say.gates(panel.gates.join(' '))] : []),
    ],
    for: list(say.for, panel.for.map(lineOf)),
    against: list(say.against, panel.against.map(lineOf)),
  };
}

const lineOf = ({ statement, causeWord, strengthWord, provenanceWord }: EvidenceMark): string =>
  `${statement} (${causeWord}, ${strengthWord}, ${provenanceWord})`;
