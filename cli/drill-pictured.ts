import { setTimeout as delay } from 'node:timers/promises';
import { otherNames, type PictureMoment } from '../core/incident/names-picture.ts';
import type { Incident } from '../core/incident/state.ts';
import { incidentCalled } from './operate-known.ts';
import type { OperatedHome } from './operated-home.ts';

/** How long people wait at a terminal for a home to ask other names, and how often is looked. */
interface PicturePatience {
  readonly mostMs: number;
  readonly everyMs: number;
}

/**
 * A home on AWS sees once a minute that visitors are back, asks for 30 s at most, and has a margin; on
 * one machine it is a second or two. Chosen.
 */
const PATIENCE: PicturePatience = { mostMs: 100_000, everyMs: 500 };
/** A word of progress. Chosen: people wonder after some seconds of silence. */
const TELL_EVERY_MS = 5_000;

/**
 * Wait until the home has journalled its picture of all other names, or people have waited enough, or
 * none will come: there are no others, or the drill is over and its visitors were never seen back. A
 * drill may be closed before its last picture is taken: that one is still waited for.
 *
 * @param waiting told every five seconds how long it has taken
 */
export async function untilPictured(
  home: Pick<OperatedHome, 'replay'>,
  platform: string,
  moment: PictureMoment,
  waiting: (waitedMs: number) => void,
  { mostMs, everyMs }: PicturePatience = PATIENCE,
): Promise<void> {
  const from = performance.now();
  let told = 0;
  for (;;) {
    const { state, policy } = await home.replay();
    const drill = incidentCalled(state, platform, 'drill');
    if (otherNames(policy.platforms, drill.platform).length === 0) return;
    if (drill.pictured?.[moment] !== undefined || isOverWithoutOne(drill)) return;
    const waitedMs = performance.now() - from;
    if (waitedMs > mostMs) return;
    if (waitedMs - told >= TELL_EVERY_MS) {
      told = waitedMs;
      waiting(waitedMs);
    }
    await delay(everyMs);
  }
}

/** The last picture is asked for as visitors are seen back: where they never were, nobody asks. */
const isOverWithoutOne = ({ closedAt, backAt }: Incident): boolean =>
  closedAt !== null && backAt === null;
