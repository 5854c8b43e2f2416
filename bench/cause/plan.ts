/** The parts of the bench, in the order in which they run. */
export const PHASES = ['throughput', 'readings', 'verdicts'] as const;
export type Phase = (typeof PHASES)[number];

/** What of the bench to run, and how much of it. */
export interface Plan {
  readonly phases: readonly Phase[];
  /** Less than all of it is a trial, whose figures are printed and never kept. */
  readonly isTrial: boolean;
  readonly logBytes: number;
  /** Of the same log, for the peer that is slow. */
  readonly sliceBytes: number;
  /** The best of so many counts. */
  readonly runs: number;
  /** Each makes the eight mornings anew. */
  readonly seeds: readonly number[];
}

const LOG_BYTES = 1_073_741_824;
const SLICE_BYTES = 104_857_600;

/**
 * Read `PREAU_BENCH_CAUSE`, phases with commas between, and `PREAU_BENCH_SCALE`, in (0, 1].
 *
 * @throws Error for a phase that is not one, or a scale out of bounds
 */
export function readPlan(env: Readonly<Record<string, string | undefined>>): Plan {
  const asked = env['PREAU_BENCH_CAUSE']?.split(',') ?? PHASES;
  const phases = PHASES.filter((phase) => asked.includes(phase));
  const scale = Number(env['PREAU_BENCH_SCALE'] ?? 1);
  if (phases.length !== new Set(asked).size)
    throw new Error(`expected PREAU_BENCH_CAUSE of ${PHASES.join(',')}, got ${asked.join(',')}`);
  if (!(scale > 0 && scale <= 1))
    throw new Error(`expected PREAU_BENCH_SCALE above 0 and up to 1, got ${scale}`);
  const isTrial = scale < 1;
  return {
    phases,
    isTrial,
    logBytes: Math.round(LOG_BYTES * scale),
    sliceBytes: Math.round(SLICE_BYTES * scale),
    runs: isTrial ? 1 : 2,
    seeds: isTrial ? [1] : [1, 2, 3, 4, 5],
  };
}
