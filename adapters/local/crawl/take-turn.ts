import { durationMs } from '../../../core/units.ts';
import type { Lane, LaneDesk } from './crawl-desk.ts';
import { noteSent } from './lane.ts';

/**
 * Wait for a request that holds none of a host's places: the part of a page that holds one, a sitemap before
 * the first page. Only the time between two counts. It is taken in the instant in which it has come, so that
 * of many that wait only one goes.
 *
 * @returns false when nothing is asked any more
 */
export async function takeTurn(desk: LaneDesk, lane: Lane): Promise<boolean> {
  const { clock, signal } = desk.request;
  for (;;) {
    if (desk.stop !== null || signal?.aborted === true) return false;
    const waitMs = Math.max(lane.pace.nextAt, lane.pace.pausedUntil) - clock.now();
    if (waitMs <= 0) {
      noteSent(desk, lane);
      return true;
    }
    await clock.sleep(durationMs(waitMs), signal);
  }
}
