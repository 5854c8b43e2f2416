import type { IncidentCurve } from '../../../core/dossier/incident-curve.ts';
import type { Incident } from '../../../core/incident/state.ts';
import type { EpochMs } from '../../../core/units.ts';
import type { SummaryTable } from './summary.ts';
import type { SummaryWords } from './summary-words.ts';

/** What the table of facts is made of. */
export interface FactsOf {
  readonly incident: Incident;
  readonly platformName: string;
  readonly hostname: string;
  readonly curve: IncidentCurve;
  readonly vantages: number;
  /** By local clock and in UTC. */
  readonly bothTimes: (at: EpochMs) => string;
  readonly words: SummaryWords;
}

/** What fell, and each moment that matters, by the clock on the wall and in UTC. */
export function summaryFacts(the: FactsOf): SummaryTable {
  const { incident, words, curve } = the;
  const { fact } = words;
  const at = (name: string, moment: EpochMs | null): readonly string[] => [
    name,
    moment === null ? words.notYet : the.bothTimes(moment),
  ];
  const probes = curve.parts.reduce((sum, part) => sum + part.probes, 0);
  const failed = curve.parts.reduce((sum, part) => sum + part.failed, 0);
  return {
    title: words.facts,
    head: [],
    rows: [
      [fact.platform, `${the.platformName} (${the.hostname})`],
      [fact.incident, `${incident.reference} · ${incident.id}`],
      at(fact.fell, incident.fellAt),
      ...(incident.fellAgainAt === undefined ? [] : [at(fact.fellAgain, incident.fellAgainAt)]),
      at(fact.sheltered, incident.shelteredAt),
      at(fact.told, incident.firstNoticeAt),
      at(fact.recovered, incident.recoveredAt),
      at(fact.back, incident.backAt),
      at(fact.closed, incident.closedAt),
      [fact.measured, words.measured({ probes, failed, vantages: the.vantages })],
    ],
    none: '',
  };
}
