import { seededRandom } from '../../../home/stage/seeded-random.ts';

/**
 * When a home is to be killed, counted from its start. `starting`: before or just after it is ready.
 * `living`: at any moment. `entry`: just after its next line is in the journal, when the actions of that
 * line are under way. `message`: just after its nth message has arrived, when its ledger may not say so yet.
 */
export type KillMoment =
  | { readonly kind: 'starting'; readonly waitMs: number }
  | { readonly kind: 'living'; readonly waitMs: number }
  | { readonly kind: 'entry'; readonly waitMs: number }
  | { readonly kind: 'message'; readonly nth: number; readonly waitMs: number };

export type KillKind = KillMoment['kind'];

/** A start takes about a second and a half; chosen so that half of these come before it is over. */
const STARTING_MAX_MS = 2_500;
/** Two rounds at the pace of these mornings, so that a platform is now and then seen to fall. Chosen. */
const LIVING_MAX_MS = 5_000;
const ENTRY_MAX_MS = 40;
const MESSAGE_MAX_MS = 12;
const MESSAGE_NTH_MAX = 12;
/** After so many in a row that may have come before it was ready, one that does not; chosen. */
const STILLBORN_MOST = 2;

/** Moments without end, the same for the same seed and morning. */
export function* killPlan(seed: number, morning: number): Generator<KillMoment> {
  const random = seededRandom(seed, `kill/${morning}`);
  const upTo = (most: number): number => random.next() * most;
  for (let inARow = 0; ; ) {
    const draw = random.next();
    const moment = ((): KillMoment => {
      if (draw < 0.25 && inARow < STILLBORN_MOST)
        return { kind: 'starting', waitMs: upTo(STARTING_MAX_MS) };
      if (draw < 0.5) return { kind: 'living', waitMs: upTo(LIVING_MAX_MS) };
      if (draw < 0.75) return { kind: 'entry', waitMs: upTo(ENTRY_MAX_MS) };
      const nth = 1 + Math.floor(upTo(MESSAGE_NTH_MAX));
      return { kind: 'message', nth, waitMs: upTo(MESSAGE_MAX_MS) };
    })();
    inARow = moment.kind === 'starting' ? inARow + 1 : 0;
    yield moment;
  }
}
