import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { atMost, measured } from '../../figure.ts';
import { freePort } from '../../shelter/free-port.ts';
import type { MeasuredRun } from '../measure-run.ts';
import { serveSite } from '../origin/origin.ts';
import type { PhaseResult } from '../phase-result.ts';
import { writeSite } from '../site/write-site.ts';
import { runTool, type Stage } from '../stage.ts';
import { preau } from '../tools/preau.ts';

const TIMES = 5;
/** MiB, and how much of it may come of five times the pages. The second is chosen: what a heap sways by. */
const [MAX_MIB, MAX_GROWTH] = [150, 1.15];
const MAX_MS = 600_000;

/** Memory at five times the pages, beside that at once the pages, both with small pictures. */
export async function largePhase(stage: Stage): Promise<PhaseResult> {
  const { lessons } = stage.plan;
  const once = await build(stage, lessons);
  const many = await build(stage, lessons * TIMES);
  const peer = { name: `with ${lessons} lessons`, value: once.peakMiB };
  return {
    figures: [
      atMost(`peak memory with ${lessons * TIMES} lessons`, many.peakMiB, 'MiB', MAX_MIB, peer),
      atMost('its growth', many.peakMiB / once.peakMiB, '×', MAX_GROWTH),
      measured(`first build with ${lessons * TIMES} lessons`, many.wallSec, 's', {
        name: `with ${lessons} lessons`,
        value: once.wallSec,
      }),
    ],
    tables: [],
  };
}

async function build(stage: Stage, lessons: number): Promise<MeasuredRun> {
  stage.say(`large: ${lessons} lessons with small pictures`);
  const folder = join(stage.folder, `large-${lessons}`);
  const url = `http://127.0.0.1:${await freePort()}`;
  const order = { lessons, origin: url, pictures: 'small' } as const;
  const site = await writeSite({ folder: join(folder, 'site'), ...order });
  const origin = await serveSite(site, 0, folder, stage.leftovers);
  try {
    const command = preau.crawl(origin.url, join(folder, 'out'));
    const run = await runTool(stage, preau, command, { maxMs: MAX_MS });
    if (run === null) throw new Error(`the build of ${lessons} lessons did not end well`);
    return run;
  } finally {
    await origin.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
