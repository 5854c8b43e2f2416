import type { IncidentStory } from '../../../core/dossier/incident-story.ts';
import { recordedLines } from '../../views/recorded-line.ts';
import { type EvidenceMark, verdictPanel } from '../../views/verdict-panel.ts';
import type { WordsIn } from '../../views/words.ts';
import type { SummaryVerdict } from './summary.ts';
import type { SummaryWords } from './summary-words.ts';

/** What a verdict is worded by. */
interface Worded extends WordsIn {
  readonly time: (at: number) => string;
}

/**
 * The last verdict of an incident, with its evidence strongest first, what it rules out, and what
 * people wrote down as the cause once it was over.
 */
export function summaryVerdict(
  { incident, verdicts }: Pick<IncidentStory, 'incident' | 'verdicts'>,
  say: SummaryWords,
  worded: Worded,
): SummaryVerdict {
  const { verdict, confirmedCause } = incident;
  const { words, time } = worded;
  const recorded = recordedLines(incident, worded).findLast(({ stands }) => stands);
  const later = recorded === undefined ? [] : [say.recorded(time(recorded.at), recorded.text)];
  const list = (title: string, items: readonly string[]) => ({ title, items, none: say.nothing });
  if (verdict === null) {
    const empty = { for: list(say.for, []), against: list(say.against, []) };
    return { title: say.verdict, headline: say.noVerdict, notes: later, ...empty };
  }
  const panel = verdictPanel(verdict, words);
  const own = panel.bars.find(({ cause }) => cause === verdict.cause);
  const percent = Math.round((own?.probability ?? 0) * 100);
  const notes = [
    ...later,
    ...(confirmedCause === null ? [] : [say.confirmed(words(`cause.name.${confirmedCause}`))]),
    say.judged(time(verdict.at), verdicts.length),
    ...(panel.second === null ? [] : [say.second(panel.second)]),
    ...(panel.open.length > 0 ? [say.open(panel.open.join(', '))] : []),
    ...(panel.refuted.length > 0 ? [say.refuted(panel.refuted.join(', '))] : []),
    ...(panel.gates.length > 0 ? [say.gates(panel.gates.join(' '))] : []),
  ];
  return {
    title: say.verdict,
    headline:
      verdict.cause === 'undetermined'
        ? say.undetermined
        : say.headline(panel.causeWord, panel.rungWord, percent),
    notes,
    for: list(say.for, panel.for.map(lineOf)),
    against: list(say.against, panel.against.map(lineOf)),
  };
}

const lineOf = ({ statement, causeWord, strengthWord, provenanceWord }: EvidenceMark): string =>
  `${statement} (${causeWord}, ${strengthWord}, ${provenanceWord})`;
