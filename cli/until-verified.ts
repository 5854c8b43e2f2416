import { setTimeout as delay } from 'node:timers/promises';
import type { PlatformLine } from '../app/views/platform-line.ts';

/** How long people wait at a terminal, and how often is looked meanwhile. */
interface Patience {
  readonly mostMs: number;
  readonly everyMs: number;
}

/** A word of progress. Chosen: people wonder after some seconds of silence. */
const TELL_EVERY_MS = 5_000;

/**
 * Look until a platform's name servers were seen to answer as decided, or people have waited enough.
 *
 * @param waiting told every five seconds how long it has taken
 * @returns the last look: whoever reads it sees whether it is verified. Null for an unknown platform
 */
export async function untilVerified(
  look: () => Promise<PlatformLine | null>,
  { mostMs, everyMs }: Patience,
  waiting: (waitedMs: number) => void = () => undefined,
): Promise<PlatformLine | null> {
  const from = Date.now();
  let told = 0;
  for (;;) {
    const line = await look();
    const waitedMs = Date.now() - from;
    if (line === null || line.verified || waitedMs > mostMs) return line;
    if (waitedMs - told >= TELL_EVERY_MS) {
      told = waitedMs;
      waiting(waitedMs);
    }
    await delay(everyMs);
  }
}
