import type { Signal } from '../../core/cause/signal.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';

/** One fall, looked into at one instant. */
export interface Fall {
  readonly platform: PlatformId;
  readonly fellAt: EpochMs;
  /** Now: how far back and forth is looked. */
  readonly at: EpochMs;
  /** When it was over: only what others publish of it is looked at then. @default it goes on */
  readonly until?: EpochMs;
  /** Its signals so far. @default none */
  readonly heard?: readonly Signal[];
  /** What its signals are dated, so that they replace earlier ones: never before those. @default at */
  readonly stampedAt?: EpochMs;
}
