import middy from '@middy/core';
import { readProbeRequests } from '../../adapters/local/read-probe-requests.ts';
import type { Clock, ProbeRequest, Prober } from '../../app/ports.ts';
import type { Platform } from '../../core/platform.ts';
import type { Observation } from '../../core/watch/observation.ts';
import { measure } from '../middleware/metrics.ts';
import { standard } from '../middleware/standard.ts';
import { timeLeft } from '../middleware/time-left.ts';
import { isOurs } from './is-ours.ts';

export interface ProbeNeeds {
  readonly prober: Prober;
  readonly clock: Pick<Clock, 'now'>;
  /** Those that this function was deployed with: it probes nothing else. */
  readonly platforms: readonly Platform[];
}

/** One for each request, in their order. */
export interface ProbesFound {
  readonly observations: readonly Observation[];
}

/**
 * The eyes of one vantage: probes all that it is asked for side by side, and answers with what it
 * found, one observation per request and in their order. A platform that is down is an answer;
 * only a malformed request fails.
 *
 * A probe that is not done a margin before the function's end is answered as not made.
 */
export function createHandler({ prober, clock, platforms }: ProbeNeeds) {
  return middy<unknown, ProbesFound>()
    .use(standard('probe'))
    .handler(async (event, context) => {
      const requests = readProbeRequests(event);
      const time = timeLeft(context);
      const late = new Promise<void>((resolve) =>
        time.signal.addEventListener('abort', () => resolve()),
      );
      const look = async (request: ProbeRequest): Promise<Observation> => {
        if (!isOurs(request, platforms))
          return notMade(request, clock, 'this vantage was not deployed with such a target');
        const inTime = late.then(() => notMade(request, clock, "the function's time was up"));
        return Promise.race([prober.probe(request), inTime]);
      };
      try {
        const observations = await Promise.all(requests.map(look));
        measure('Probes', observations.length);
        return { observations };
      } finally {
        time.end();
      }
    });
}

const notMade = (request: ProbeRequest, clock: Pick<Clock, 'now'>, detail: string): Observation => {
  const { platform, vantage, target } = request;
  const failure = { stage: 'vantage', kind: 'vantage-silent', detail } as const;
  return { platform, vantage, target, at: clock.now(), failure, timesMs: {}, totalMs: 0 };
};
