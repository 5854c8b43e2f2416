import middy from '@middy/core';
import type { Prober } from '../../app/ports.ts';
import type { Observation } from '../../core/watch/observation.ts';
import { logFailure } from '../middleware/log-failure.ts';
import { parseTick } from './parse-tick.ts';

/**
 * The function that EventBridge Scheduler calls once a minute for each platform: probes it once and
 * answers with what it found. A platform that is down is an answer; only a malformed tick fails.
 *
 * `index.ts` beside this file is the only one to build the prober.
 *
 * @param log where a failure is written, a line each. @default standard error
 */
export function createHandler(prober: Prober, log?: (line: string) => void) {
  return middy({ timeoutEarlyInMillis: 500 })
    .use(logFailure(log))
    .handler(
      async (event: unknown): Promise<Observation> => prober.probe(parseTick(event).request),
    );
}
