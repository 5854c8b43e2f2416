/** How much of a long bench to run. */
export interface LongSize {
  readonly scale: number;
  /** Less than all of it is a trial, whose figures are printed and never kept. */
  readonly isTrial: boolean;
}

/**
 * Read `PREAU_BENCH_SCALE`, in (0, 1].
 *
 * @throws Error for one that is out of bounds
 */
export function readLongSize(env: Readonly<Record<string, string | undefined>>): LongSize {
  const scale = Number(env['PREAU_BENCH_SCALE'] ?? 1);
  if (!(scale > 0 && scale <= 1))
    throw new Error(`expected PREAU_BENCH_SCALE above 0 and up to 1, got ${scale}`);
  return { scale, isTrial: scale < 1 };
}
