/** The parts of the bench, in the order in which they run. */
export const PHASES = ['plan', 'smtp', 'ses', 'fold', 'crash'] as const;
export type Phase = (typeof PHASES)[number];

/** What of the bench to run, and how much of it. */
export interface Plan {
  readonly phases: readonly Phase[];
  /** Less than all of it is a trial, whose figures are printed and never kept. */
  readonly isTrial: boolean;
  readonly schools: number;
  /** Each a whole notice. */
  readonly runs: number;
  readonly kills: number;
}

/** France has some 59,000 schools, collèges and lycées (facts of the national directory, 2024). */
const SCHOOLS = 60_000;
const KILLS = 200;

/**
 * Read `PREAU_BENCH_NOTICES`, phases with commas between, and `PREAU_BENCH_SCALE`, in (0, 1].
 *
 * @throws Error for a phase that is not one, or a scale out of bounds
 */
export function readPlan(env: Readonly<Record<string, string | undefined>>): Plan {
  const asked = env['PREAU_BENCH_NOTICES']?.split(',') ?? PHASES;
  const phases = PHASES.filter((phase) => asked.includes(phase));
  const scale = Number(env['PREAU_BENCH_SCALE'] ?? 1);
  if (phases.length !== new Set(asked).size)
    throw new Error(`expected PREAU_BENCH_NOTICES of ${PHASES.join(',')}, got ${asked.join(',')}`);
  if (!(scale > 0 && scale <= 1))
    throw new Error(`expected PREAU_BENCH_SCALE above 0 and up to 1, got ${scale}`);
  return {
    phases,
    isTrial: scale < 1,
    schools: Math.max(100, Math.round(SCHOOLS * scale)),
    runs: scale < 1 ? 1 : 3,
    kills: Math.max(2, Math.round(KILLS * scale)),
  };
}
