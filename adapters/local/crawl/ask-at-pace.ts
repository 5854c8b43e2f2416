import type { LaneDesk } from './crawl-desk.ts';
import { type AskFile, askFile } from './fetch-robots.ts';
import type { Fetched } from './fetch-address.ts';
import { laneOf, noteAnswer } from './lane.ts';
import { takeTurn } from './take-turn.ts';

/** Of one file that its host says is too much for now. Chosen. */
const MAX_TRIES = 3;

/**
 * Ask for a file that serves the crawl itself as any page is asked for: at the host's pace, learning how it
 * bears it, and again where it was too much.
 *
 * @returns null when nothing is asked any more
 */
export async function askAtPace(
  desk: LaneDesk,
  ask: AskFile,
  url: string,
  maxBytes: number,
): Promise<Fetched | null> {
  const lane = laneOf(desk, new URL(url).origin);
  for (let tries = 1; ; tries += 1) {
    if (!(await takeTurn(desk, lane))) return null;
    const fetched = await askFile(ask, url, maxBytes);
    noteAnswer(desk, lane, fetched);
    const isTooMuch = fetched.kind === 'status' && [429, 503].includes(fetched.head.status);
    if (!isTooMuch || tries >= MAX_TRIES) return fetched;
  }
}
