import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { HealthPicture } from '../../app/health/health-picture.ts';
import { type DurationMs, seconds } from '../../core/units.ts';
import { answerHealth } from '../../web/health/answer-health.ts';
import { plain } from '../../web/http/answer.ts';
import { answerHttp } from '../http/answer-http.ts';
import { standard } from '../middleware/standard.ts';

export interface TellNeeds {
  /** Never rejects: what could not be found out is told as such. */
  readonly look: () => Promise<HealthPicture>;
  /** Milliseconds that only rise. @default the process's own */
  readonly nowMs?: () => number;
}

/** However many ask, each machine of this function looks once in so long: a round is a minute. Chosen. */
const KEEP: DurationMs = seconds(10);

/**
 * Says how the home does, as the one-machine home does at the same path: 200 while it does its work, 503
 * when it does not. It is open to everybody, and tells figures alone.
 */
export function createHandler({ look, nowMs = () => performance.now() }: TellNeeds) {
  let latest: Promise<HealthPicture> | null = null;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  const health = (): Promise<HealthPicture> => {
    if (latest === null || nowMs() - lookedAtMs >= KEEP) {
      lookedAtMs = nowMs();
      latest = look();
    }
    return latest;
  };
  return middy<unknown, APIGatewayProxyStructuredResultV2>()
    .use(standard('tell-health'))
    .handler(
      answerHttp({
        later: plain(503, 'a store does not answer: try again'),
        answer: ({ method }) =>
          method === 'GET' || method === 'HEAD'
            ? answerHealth({ health }, undefined)
            : Promise.resolve({ ...plain(405, 'only GET here'), headers: { allow: 'GET, HEAD' } }),
      }),
    );
}
