import type { Measured } from './compare-tallies.ts';
import type { PhaseSummary } from './logs-summary.ts';
import { createPhaseTally, mergeTally, type PhaseTally } from './phase-tally.ts';
import { type CountedPhase, summarisePhase } from './summarise-phase.ts';
import type { TimeSlices } from './time-slices.ts';

/**
 * Read phases, and where they were found and not given, join neighbours that read alike: a crowd that
 * grows and ebbs is one.
 */
export function joinPhases(
  phases: readonly (Omit<CountedPhase, 'tally'> & { readonly tally: PhaseTally | undefined })[],
  baseline: Measured | null,
  series: TimeSlices,
  mayJoin: boolean,
): readonly PhaseSummary[] {
  const counted = phases.map((phase) => ({ ...phase, tally: phase.tally ?? createPhaseTally() }));
  const read = (phase: CountedPhase) => ({
    phase,
    summary: summarisePhase(phase, baseline, series),
  });
  const joined: { phase: CountedPhase; summary: PhaseSummary }[] = [];
  for (const next of counted.map(read)) {
    const last = joined.at(-1);
    const alike = last !== undefined && last.summary.reading === next.summary.reading;
    if (!mayJoin || !alike || next.summary.reading === null) {
      joined.push(next);
      continue;
    }
    mergeTally(last.phase.tally, next.phase.tally);
    joined[joined.length - 1] = read({ ...last.phase, toSec: next.phase.toSec });
  }
  return joined.map(({ summary }) => summary);
}
