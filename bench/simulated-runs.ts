import { z } from 'zod';

const simulated = z.object({
  seed: z.int(),
  worlds: z.int().min(1),
  incidents: z.int().min(0),
  faults: z.record(z.string(), z.int()),
  broken: z.array(z.object({ promise: z.string(), seed: z.int(), step: z.int(), why: z.string() })),
});

/** What one process of `npm run simulate -- --json` prints. */
export type SimulatedRun = z.infer<typeof simulated>;

/** @throws z.ZodError for anything else */
export const readSimulated = (printed: unknown): SimulatedRun => simulated.parse(printed);

/** Several of them, as the page of the benches tells it: rows of text. */
export interface SumOfRuns {
  readonly worlds: number;
  readonly incidents: number;
  readonly seeds: readonly (readonly string[])[];
  /** By name. */
  readonly faults: readonly (readonly string[])[];
  readonly broken: readonly (readonly string[])[];
}

export function sumOfRuns(runs: readonly SimulatedRun[]): SumOfRuns {
  const sum = (of: (run: SimulatedRun) => number): number =>
    runs.reduce((total, run) => total + of(run), 0);
  const kinds = [...new Set(runs.flatMap(({ faults }) => Object.keys(faults)))].toSorted();
  return {
    worlds: sum(({ worlds }) => worlds),
    incidents: sum(({ incidents }) => incidents),
    seeds: runs.map(({ seed, worlds, incidents }) => [
      String(seed),
      String(seed + worlds - 1),
      String(incidents),
    ]),
    faults: kinds.map((kind) => [kind, String(sum(({ faults }) => faults[kind] ?? 0))]),
    broken: runs.flatMap(({ broken }) =>
      broken.map(({ promise, seed, step, why }) => [promise, String(seed), String(step), why]),
    ),
  };
}
