/** The parts of the bench, in the order in which they run: `again` changes the site that the others need. */
export const PHASES = [
  'lessons',
  'packages',
  'serve',
  'crawl',
  'urls',
  'weight',
  'verify',
  'killed',
  'again',
  'large',
] as const;
export type Phase = (typeof PHASES)[number];

/** What of the bench to run, and how much of it. */
export interface Plan {
  readonly phases: readonly Phase[];
  /** Less than all of it is a trial, whose figures are printed and never kept. */
  readonly isTrial: boolean;
  readonly lessons: number;
  /** Runs on loopback of the tools that are quick; the others run once. */
  readonly runs: number;
  /** Of each package of lessons. */
  readonly packageMB: number;
  readonly serveSec: number;
}

const LESSONS = 2_000;
const PER_CHAPTER = 20;

/**
 * Read `PREAU_BENCH_MIRROR`, phases with commas between, and `PREAU_BENCH_SCALE`, in (0, 1].
 *
 * @throws Error for a phase that is not one, or a scale out of bounds
 */
export function readPlan(env: Readonly<Record<string, string | undefined>>): Plan {
  const asked = env['PREAU_BENCH_MIRROR']?.split(',') ?? PHASES;
  const phases = PHASES.filter((phase) => asked.includes(phase));
  const scale = Number(env['PREAU_BENCH_SCALE'] ?? 1);
  if (phases.length !== new Set(asked).size)
    throw new Error(`expected PREAU_BENCH_MIRROR of ${PHASES.join(',')}, got ${asked.join(',')}`);
  if (!(scale > 0 && scale <= 1))
    throw new Error(`expected PREAU_BENCH_SCALE above 0 and up to 1, got ${scale}`);
  const chapters = Math.max(2, Math.round((LESSONS * scale) / PER_CHAPTER));
  return {
    phases,
    isTrial: scale < 1,
    lessons: chapters * PER_CHAPTER,
    runs: scale < 1 ? 1 : 3,
    packageMB: Math.max(4, Math.round(60 * scale)),
    serveSec: Math.max(1, Math.round(5 * scale)),
  };
}
