import { PreauError } from '../../core/errors.ts';
import type { Engine } from '../engine.ts';
import type { Clock } from '../ports.ts';

/**
 * A clock for long work beside other writers: after each sleep the engine knows what they decided
 * meanwhile, so that an overtaken turn is not waited for. Once `signal` has aborted it wakes to end
 * the work: what is frozen with its function must not go on in a later invocation.
 */
export const keepUp = (clock: Clock, engine: Engine, signal: AbortSignal): Clock => ({
  ...clock,
  sleep: async (by) => {
    await clock.sleep(by, signal);
    if (signal.aborted)
      throw new PreauError('store-unavailable', 'Expected to end in time, did not: tried again.', {
        retryable: true,
      });
    await engine.refresh();
  },
});
