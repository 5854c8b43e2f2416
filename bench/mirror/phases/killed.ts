import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { atLeast, atMost, measured } from '../../figure.ts';
import { buildIdOf } from '../build-id.ts';
import { measureRun } from '../measure-run.ts';
import { addressesAskedTwice, type LoggedRequest } from '../origin/access-log.ts';
import type { Origin } from '../origin/origin.ts';
import type { PhaseResult } from '../phase-result.ts';
import { runTool, type Stage, TOOL_MAX_MS } from '../stage.ts';
import { preau } from '../tools/preau.ts';

/** Far enough that half of a site is a while away from all of it. */
const ROUND_TRIP_MS = 20;

/** A build killed when half of the site is fetched, started again, and compared with one that was not. */
export async function killedPhase(stage: Stage): Promise<PhaseResult> {
  const crawl = await stage.crawled(preau);
  if (crawl === null) return { figures: [], tables: [] };
  const out = join(stage.folder, 'out', 'killed');
  const half = Math.round(crawl.origin.requests / 2);
  return stage.served(ROUND_TRIP_MS, async (origin) => {
    stage.say(`killed: after ${half} requests, then again`);
    const killedAtMs = await killAfter(stage, origin, half, out);
    const second = await runTool(stage, preau, preau.crawl(origin.url, out));
    if (second === null) throw new Error('the build that went on did not end well');
    const asked = await origin.asked();
    // What left the origin later than this was on its way when the process was killed.
    const hadArrived = ({ atMs }: LoggedRequest): boolean =>
      atMs < killedAtMs - ROUND_TRIP_MS || atMs > killedAtMs + ROUND_TRIP_MS;
    const twice = addressesAskedTwice(asked.filter(hadArrived));
    for (const address of twice.slice(0, 5)) stage.say(`  asked twice: ${address}`);
    const isSame = buildIdOf(second.output) === buildIdOf(crawl.run.output);
    return {
      figures: [
        atMost(
          'killed at half and started again, answers that had come and were asked for again',
          twice.length,
          'addresses',
          0,
        ),
        measured(
          'the same, with those that were on their way',
          addressesAskedTwice(asked).length,
          'addresses',
        ),
        atLeast('killed at half and started again, same manifest', isSame ? 1 : 0, 'of 1', 1),
      ],
      tables: [],
    };
  });
}

/** @returns when, milliseconds since 1970 */
async function killAfter(
  { leftovers }: Stage,
  origin: Origin,
  requests: number,
  out: string,
): Promise<number> {
  const killing = new AbortController();
  const limits = { maxMs: TOOL_MAX_MS, signal: killing.signal };
  const running = measureRun(preau.crawl(origin.url, out), limits, leftovers);
  let hasEnded = false;
  void running.finally(() => (hasEnded = true)).catch(() => undefined);
  while (!hasEnded && (await origin.asked()).length < requests) await delay(20);
  killing.abort();
  const killedAtMs = Date.now();
  const { ending } = await running;
  if (ending !== 'asked') throw new Error('the build ended before it could be killed');
  return killedAtMs;
}
