import type { IncidentCurve } from '../../../core/dossier/incident-curve.ts';

/**
 * What two pages say of an incident, for people who will not open the other files. All of it is
 * worded; a drawer chooses only how much of each list there is room for.
 */
export interface DossierSummary {
  readonly language: 'fr' | 'en';
  readonly organisation: string;
  readonly title: string;
  readonly subtitle: string;
  /** What stands above all of an exercise; null for a real fall. */
  readonly drill: string | null;
  readonly facts: SummaryTable;
  readonly curve: SummaryCurve;
  readonly verdict: SummaryVerdict;
  readonly decisions: SummaryTable;
  readonly notices: SummaryTable;
  /** What people said of the cause, apart from what was measured. */
  readonly claims: SummaryList;
  readonly clocks: SummaryList;
  readonly proof: SummaryList;
  /** At the foot of each page. */
  readonly foot: string;
  /** `{n}` rows or lines more, which the other files have. */
  readonly more: (count: number) => string;
  readonly page: (number: number) => string;
}

export interface SummaryTable {
  readonly title: string;
  /** Empty for a table whose first column names its rows. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What is said of a table without rows. */
  readonly none: string;
}

export interface SummaryList {
  readonly title: string;
  readonly items: readonly string[];
  readonly none: string;
}

export interface SummaryCurve {
  readonly title: string;
  /** The same in words, for who does not see it. */
  readonly told: string;
  readonly data: IncidentCurve;
  readonly legend: { readonly probes: string; readonly share: string; readonly notices: string };
  /** A moment as the axis shows it: hours and minutes. */
  readonly clock: (at: number) => string;
}

export interface SummaryVerdict {
  readonly title: string;
  readonly headline: string;
  /** What stays open, what is ruled out, what holds the words back. */
  readonly notes: readonly string[];
  readonly for: SummaryList;
  readonly against: SummaryList;
}
