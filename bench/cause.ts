import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Outcome, OutcomePart } from './bench.ts';
import { type Phase, type Plan, readPlan } from './cause/plan.ts';
import type { PhaseRun } from './cause/stage.ts';
import { keepLeftovers } from './shelter/leftovers.ts';

/** Loaded when they run. */
const RUN_OF: Readonly<Record<Phase, () => Promise<PhaseRun>>> = {
  throughput: async () => (await import('./cause/phases/throughput.ts')).throughputPhase,
  readings: async () => (await import('./cause/phases/readings.ts')).readingsPhase,
  verdicts: async () => (await import('./cause/phases/verdicts.ts')).verdictsPhase,
};

/** How quickly and how rightly the cause of a fall is told. */
export const cause: Bench = {
  name: 'cause',
  peers: ['mawk', 'goaccess'],
  method:
    '**Throughput**: an access log of 1 GB in the combined format, made by the bench from a seed: calm, crowds at the ' +
    'bell, a botnet on one page, a slow flood in which each address comes once, crowd and flood at once. The page cache ' +
    'is warm, and the log on the machine’s own disk. `preau logs summarise --json` is a process of its own, measured from its start to its end: wall ' +
    'time, processor time of all its threads, largest resident set; the better of two runs. It finds the phases by ' +
    'itself, which reads the log twice. Peers in the same run: `mawk` in one pass that counts by address, by path and by ' +
    'status, the better of two runs; `goaccess --log-format=COMBINED -o goaccess.json` once, on a log of the same mix a tenth as ' +
    'long, compared by line, since it takes minutes for the whole. **Readings**: eight mornings made from published ' +
    'figures, five seeds each; a phase is right when it reads as what was made. **Verdicts**: `preau cause evaluate` on ' +
    '33 documented outages, whose labels the authors of the table knew: an upper side.',
  async run(say) {
    const plan = readPlan(process.env);
    const folder = await mkdtemp(join(tmpdir(), 'preau-bench-cause-'));
    const { leftovers, forget } = keepLeftovers();
    leftovers.folders.add(folder);
    try {
      return await runPhases(plan, (phase) => phase({ plan, folder, leftovers, say }), say);
    } finally {
      leftovers.clear();
      forget();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** A phase that fails leaves the others', and its own last figures, as they are. */
async function runPhases(
  plan: Plan,
  run: (phase: PhaseRun) => ReturnType<PhaseRun>,
  say: (progress: string) => void,
): Promise<Outcome> {
  const parts: OutcomePart[] = [];
  let hasFailed = false;
  for (const name of plan.phases) {
    try {
      parts.push({ name, ...(await run(await RUN_OF[name]())) });
    } catch (error) {
      hasFailed = true;
      say(`${name} failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  return { figures: [], parts, isTrial: plan.isTrial, hasFailed };
}
