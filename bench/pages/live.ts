import { setTimeout as delay } from 'node:timers/promises';
import { atMost, type Figure, measured } from '../figure.ts';
import { measureCost } from '../shelter/process-cost.ts';
import { type Part, startPart } from './start-part.ts';

/** As many as the home lets listen at once. */
const VIEWERS = 200;

/**
 * As if each round of each of eight platforms, every 10 s (`watch.interval`), changed something. Above a real
 * morning's: the page changes with a line of the journal, and the rehearsal's morning has some 330 of these.
 */
const MORNING_MS = 1_250;

/** The most often that a page is shown anew (`PACE_MS` of web/console/live-events.ts). */
const WORST_MS = 500;

/** The target: of one core, over a morning's changes. */
const CORES_MAX = 0.05;

/** Until all viewers came, at most; then for what a server does but once. Chosen. */
const COME_MS = 60_000;
const WARM_MS = 5_000;
const LASTS_MS = 30_000;

interface Shown {
  readonly open: number;
  readonly refused: number;
  readonly pictures: number;
  readonly bytes: number;
}

/** What the console costs its home while a whole crisis cell looks at it, live. */
export async function liveCost(viewers = VIEWERS, lastsMs = LASTS_MS): Promise<readonly Figure[]> {
  const morning = await watched(MORNING_MS, viewers, lastsMs);
  const worst = await watched(WORST_MS, viewers, lastsMs);
  const each = (changeMs: number) => `${viewers} viewers, a change every ${changeMs / 1_000} s`;
  return [
    atMost(`cores of the home, ${each(MORNING_MS)}`, morning.cores, 'cores', CORES_MAX),
    measured(`sent, ${each(MORNING_MS)}`, morning.bytesPerSec / 1e6, 'MB/s'),
    measured(`shown to one viewer, ${each(MORNING_MS)}`, morning.perSec, 'pictures/s'),
    measured(`resident set, ${each(MORNING_MS)}`, morning.residentBytes / 1e6, 'MB'),
    measured(`cores of the home, ${each(WORST_MS)}`, worst.cores, 'cores'),
    measured(`shown to one viewer, ${each(WORST_MS)}`, worst.perSec, 'pictures/s'),
  ];
}

async function watched(changeMs: number, viewers: number, lastsMs: number) {
  await using home = await startPart<{ readonly port: number }>('console-server.ts', [changeMs]);
  await using crowd = await startPart('viewers.ts', [home.said.port, viewers]);
  await allCome(crowd, viewers);
  await delay(WARM_MS);
  const before = await crowd.ask<Shown>();
  const from = performance.now();
  const cost = await measureCost(home.pid, lastsMs);
  const after = await crowd.ask<Shown>();
  const seconds = (performance.now() - from) / 1_000;
  return {
    ...cost,
    bytesPerSec: (after.bytes - before.bytes) / seconds,
    perSec: (after.pictures - before.pictures) / seconds / viewers,
  };
}

/** @throws Error when somebody was refused, or does not come */
async function allCome(crowd: Part<unknown>, viewers: number): Promise<void> {
  const until = performance.now() + COME_MS;
  for (;;) {
    const { open, refused } = await crowd.ask<Shown>();
    if (open === viewers) return;
    if (refused > 0 || performance.now() > until)
      throw new Error(`${open} of ${viewers} viewers were let in, ${refused} refused`);
    await delay(100);
  }
}
