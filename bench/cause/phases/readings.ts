import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { summariseLogs } from '../../../adapters/local/access-log/summarise-logs.ts';
import { atLeast } from '../../figure.ts';
import { type MadePhase, makeLog } from '../make-log.ts';
import type { PhaseRun } from '../stage.ts';
import { type Twin, twins } from '../twins.ts';

/** The eight mornings, each from several seeds: which of their phases read as they were. */
export const readingsPhase: PhaseRun = async ({ plan, folder, say }) => {
  const rows: string[][] = [];
  let [right, all, calmRight, calms] = [0, 0, 0, 0];
  for (const seed of plan.seeds) {
    say(`eight mornings, seed ${seed}`);
    for (const [index, twin] of twins(seed).entries()) {
      const read = await readTwin(twin, join(folder, 'twin.log'));
      for (const [phase, reading] of read.entries()) {
        const isRight = twin.readings[phase]?.includes(reading as never) === true;
        all += 1;
        if (isRight) right += 1;
        if (twin.readings[phase]?.[0] === 'calm') {
          calms += 1;
          if (isRight) calmRight += 1;
        }
      }
      rows[index] ??= [twin.name, twin.readings.map((one) => one.join(' or ')).join(', ')];
      rows[index].push(read.join(', '));
    }
  }
  return {
    figures: [
      atLeast('phases of eight made mornings that read as they were', right / all, 'of 1', 1),
      atLeast('calm phases that raise nothing', calmRight / calms, 'of 1', 1),
    ],
    tables: [
      {
        title: 'The eight mornings, by seed',
        headings: ['morning', 'as it was', ...plan.seeds.map((seed) => `seed ${seed}`)],
        rows,
      },
    ],
  };
};

async function readTwin({ plan }: Twin, path: string): Promise<readonly string[]> {
  const made: MadePhase[] = [];
  await writeFile(path, [...makeLog(plan, made)].join(''));
  const phases = made.map(({ kind, ...span }) => ({ name: kind, ...span }));
  const summary = await summariseLogs({ files: [path], phases });
  return summary.phases.map(({ reading }) => reading ?? 'not read');
}
