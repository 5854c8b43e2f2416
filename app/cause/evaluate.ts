import { judge } from '../../core/cause/judge.ts';
import type { LikelihoodTable } from '../../core/cause/likelihood-table.ts';
import type { Speech } from '../../core/cause/speech.ts';
import { scenarioEvidence } from './evaluate-evidence.ts';
import { causeOfLabel } from './evaluate-labels.ts';
import { parseScenario, type Scenario, type Skip } from './evaluate-parse.ts';
import { type Score, type Scored, scoreOf } from './evaluate-score.ts';
import { countSkips, type SkipCount } from './evaluate-skips.ts';

/** One line of a file; `text` is null when it was longer than a line may be. */
export interface ScenarioLine {
  readonly line: number;
  readonly text: string | null;
}

/** A score, with what it was made from. */
export interface Evaluation extends Score {
  readonly tableVersion: string;
  /** What could not be used, each with a count: see `SkipCount`. */
  readonly skipped: readonly SkipCount[];
  /** Each scored outage, in the order of the file. */
  readonly verdicts: readonly Scored[];
}

/** More outages than this are not scored: a home has a few a year. Chosen. */
const SCENARIOS_MAX = 5_000;

/**
 * Judge every documented outage of a set as if it happened now, by the evidence of its day alone,
 * and score the verdicts by its labels.
 *
 * Pure but for reading `lines`. A line without a known label is judged by nobody: it is skipped and
 * counted, as everything that could not be used.
 *
 * @param table whose version is told
 * @param speech the words of the evidence
 */
export async function evaluateScenarios(
  lines: AsyncIterable<ScenarioLine> | Iterable<ScenarioLine>,
  table: LikelihoodTable,
  speech: Speech,
): Promise<Evaluation> {
  const skips = countSkips();
  const scored = new Map<string, Scored>();
  for await (const { line, text } of lines) {
    const skip = (reason: Skip['reason'], field: string, id: string | null = null) =>
      skips.add([{ line, id, reason, field, value: '' }]);
    if (text === null) skip('line-too-long', 'line');
    if (text === null || text.trim() === '') continue;
    if (scored.size >= SCENARIOS_MAX) {
      skip('too-many', 'line');
      continue;
    }
    const { scenario, skips: found } = parseScenario(text, line);
    skips.add(found);
    if (scenario === null) continue;
    const { id } = scenario.head;
    if (scored.has(id)) {
      skip('twice', 'id', id);
      continue;
    }
    const one = scoredOf(scenario, table, speech);
    if (one === null) skip('no-label', 'label', id);
    else scored.set(id, one);
  }
  const verdicts = [...scored.values()];
  return {
    ...scoreOf(verdicts),
    tableVersion: table.version,
    skipped: skips.counts(),
    verdicts,
  };
}

/** @returns null without a label that could be read */
function scoredOf(scenario: Scenario, table: LikelihoodTable, speech: Speech): Scored | null {
  const { id, label: told, acceptable: accepted, labelConfidence } = scenario.head;
  const label = causeOfLabel(told ?? '');
  if (label === null) return null;
  const acceptable = (accepted ?? []).map(causeOfLabel).filter((one) => one !== null);
  const { at, signals, claims } = scenarioEvidence(scenario, speech);
  const verdict = judge({ at, signals, claims, confirmedCause: null, table });
  const { cause, rung, gates, open, probabilities } = verdict;
  return {
    id,
    line: scenario.line,
    label,
    acceptable: [...new Set([label, ...acceptable])],
    confidence: labelConfidence ?? null,
    verdict: { cause, rung, gates, open, probabilities },
  };
}
