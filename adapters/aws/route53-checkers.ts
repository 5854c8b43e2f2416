import {
  GetHealthCheckStatusCommand,
  type HealthCheckObservation,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import type { Clock } from '../../app/ports.ts';
import type { Checkers, CheckersWord } from '../../app/watch/checkers.ts';
import { createCheckersTurns } from '../../app/watch/checkers-turns.ts';
import { type DurationMs, epochMs, type PlatformId } from '../../core/units.ts';
import type { CheckerStatus } from '../../core/watch/hear-checkers.ts';
import { measuredOut } from './measured-out.ts';

export interface Route53CheckersOptions {
  /** Of one attempt: a refusal for haste is an answer, and asking again would be more haste. */
  readonly route53: Route53Client;
  /** The id of each platform's own origin check. It may reject: then nobody is asked. */
  readonly originChecks: () => Promise<ReadonlyMap<PlatformId, string>>;
  /** From one look of a checker to its next. */
  readonly intervalMs: DurationMs;
  readonly clock: Pick<Clock, 'now'>;
  /** In real milliseconds. A round waits for it. @default 2,000, chosen */
  readonly timeoutMs?: number;
}

/**
 * An account may ask 4 times at once and then once a second. This process takes three quarters of the
 * one and half of the other, so that a person at a console and a second process find room. Chosen.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/throttling-api-requests.html
 */
const RATE = { burst: 3, everyMs: 2_000 } as const;
const TIMEOUT_MS = 2_000;
/** Statuses that are read of one answer: a panel is of a few in each of eight Regions. Chosen. */
const STATUSES_MAX = 100;
const SAYS_MAX = 200;

/**
 * What Route 53's checkers found of the origins, by GetHealthCheckStatus. AWS means it for looking
 * into a check and not for a beat: it is asked in doubt only, at a small rate, and its silence costs
 * one vote.
 *
 * It needs `route53:GetHealthCheckStatus` on the checks.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheckStatus.html
 */
export function createRoute53Checkers(options: Route53CheckersOptions): Checkers {
  const { originChecks, intervalMs, clock } = options;
  const admit = measuredOut(RATE);
  return {
    intervalMs,
    turns: createCheckersTurns(RATE.burst),
    async ask(platform) {
      // Before anything is waited for: who is asked for first is asked first.
      if (!admit(clock.now()))
        return { kind: 'unasked', why: 'not asked, to spare the account’s quota' };
      try {
        const id = (await originChecks()).get(platform);
        return id === undefined
          ? silent('it has no health check yet')
          : await statusOf(id, options);
      } catch (error) {
        return silent(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      }
    },
  };
}

async function statusOf(
  HealthCheckId: string,
  { route53, timeoutMs = TIMEOUT_MS }: Route53CheckersOptions,
): Promise<CheckersWord> {
  const abortSignal = AbortSignal.timeout(timeoutMs);
  const command = new GetHealthCheckStatusCommand({ HealthCheckId });
  const { HealthCheckObservations: all = [] } = await route53.send(command, { abortSignal });
  return { kind: 'told', statuses: all.slice(0, STATUSES_MAX).flatMap(readStatus) };
}

/** A status begins with "Success" or "Failure"; what says neither, or not when, is none. */
function readStatus({ StatusReport }: HealthCheckObservation): readonly CheckerStatus[] {
  const { Status = '', CheckedTime } = StatusReport ?? {};
  const passed = Status.startsWith('Success');
  const at = CheckedTime?.getTime() ?? Number.NaN;
  if (Number.isNaN(at) || !(passed || Status.startsWith('Failure'))) return [];
  return [{ passed, at: epochMs(at), says: Status.slice(0, SAYS_MAX) }];
}

const silent = (why: string): CheckersWord => ({ kind: 'silent', why });
