import { availableParallelism } from 'node:os';
import type { Bench } from './bench.ts';
import { atLeast, atMost, measured } from './figure.ts';
import { readLongSize } from './long-size.ts';
import { runForJson } from './run-for-json.ts';
import { readSimulated, sumOfRuns } from './simulated-runs.ts';

/** The issue's own number. */
const INCIDENTS = 100_000;
/** Far enough apart that no two processes play one world: some 27,000 worlds give 100,000 incidents. */
const SEEDS_APART = 1_000_000;

/** The promises, tried on simulated mornings: `npm run simulate`, once, at its long size. */
export const simulate: Bench = {
  name: 'simulate',
  isLong: true,
  method:
    'Simulated mornings of the real core and app (docs/promises.md), in as many processes as there are ' +
    'cores, each with seeds of its own, until they come to 100,000 incidents. The rate is that of all ' +
    'processes together. A fault is counted when somebody felt it. A world is played again by its seed ' +
    'and this commit. That each check can fail is shown by planted defects, in ' +
    '`test/promises/planted.test.ts`.',
  async run(say) {
    const { scale, isTrial } = readLongSize(process.env);
    const processes = availableParallelism();
    const each = Math.max(1, Math.ceil((INCIDENTS * scale) / processes));
    const startedMs = performance.now();
    const runs = await Promise.all(
      Array.from({ length: processes }, async (_, nth) => {
        const seed = 1 + nth * SEEDS_APART;
        const args = ['--seed', String(seed), '--incidents', String(each), '--json'];
        const told = (line: string): void => say(`from seed ${seed}: ${line}`);
        return readSimulated(await runForJson('test/promises/simulate.ts', args, told));
      }),
    );
    const seconds = (performance.now() - startedMs) / 1_000;
    const sum = sumOfRuns(runs);
    return {
      isTrial,
      figures: [
        atLeast('incidents', sum.incidents, 'incidents', INCIDENTS * scale),
        measured('worlds', sum.worlds, 'worlds'),
        measured('incidents a second', sum.incidents / seconds, 'incidents/s'),
        measured('kinds of fault that were felt', sum.faults.length, 'kinds'),
        atMost('promises broken', sum.broken.length, 'times', 0),
      ],
      tables: [
        { title: 'Seeds', headings: ['first', 'last', 'incidents'], rows: sum.seeds },
        { title: 'Faults that somebody felt', headings: ['fault', 'times'], rows: sum.faults },
        ...(sum.broken.length === 0
          ? []
          : [
              {
                title: 'Broken',
                headings: ['promise', 'seed', 'step', 'why'],
                rows: sum.broken,
              },
            ]),
      ],
    };
  },
};
