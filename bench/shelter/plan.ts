/** The parts of the bench, in the order in which they run. */
export const PHASES = ['step', 'faults', 'long', 'crowd', 'answers'] as const;
export type Phase = (typeof PHASES)[number];

/** What of the bench to run, and how much of it. */
export interface Plan {
  readonly phases: ReadonlySet<Phase>;
  /** 1 = all of it; less is a trial, whose figures are printed and never kept. */
  readonly scale: number;
  readonly isWhole: boolean;
  /** Origins that fall in each way, and names in each group of the long watch. */
  readonly runs: number;
  readonly readersPerGroup: number;
  readonly longMs: number;
  /** Platforms of the crowd; even, for half of them falls. */
  readonly crowd: number;
  readonly steadyMs: number;
  readonly outages: number;
  readonly answersSec: number;
  readonly rounds: number;
}

/**
 * Read `PREAU_BENCH_SHELTER`, phases with commas between, and `PREAU_BENCH_SCALE`, in (0, 1].
 *
 * @throws Error for a phase that is not one, or a scale out of bounds
 */
export function readPlan(env: Readonly<Record<string, string | undefined>>): Plan {
  const asked = env['PREAU_BENCH_SHELTER']?.split(',') ?? PHASES;
  const phases = new Set(PHASES.filter((phase) => asked.includes(phase)));
  const scale = Number(env['PREAU_BENCH_SCALE'] ?? 1);
  if (phases.size !== asked.length)
    throw new Error(`expected PREAU_BENCH_SHELTER of ${PHASES.join(',')}, got ${asked.join(',')}`);
  if (!(scale > 0 && scale <= 1))
    throw new Error(`expected PREAU_BENCH_SCALE above 0 and up to 1, got ${scale}`);
  const part = (whole: number, least: number): number => Math.max(least, Math.round(whole * scale));
  return {
    phases,
    scale,
    isWhole: scale === 1 && phases.size === PHASES.length,
    runs: part(10, 2),
    readersPerGroup: part(200, 10),
    longMs: part(300_000, 30_000),
    crowd: 2 * part(250, 10),
    steadyMs: part(30_000, 3_000),
    outages: part(2, 1),
    answersSec: part(5, 1),
    rounds: part(1_000, 50),
  };
}
