import { retryPauseMs } from '../../core/subscription/retry-pause-ms.ts';
import { after, between, type EpochMs, hours } from '../../core/units.ts';
import type { Clock, Random } from '../ports.ts';
import type { Call, Caller, CallLedger, EndpointStanding } from './ports.ts';

export interface CallNeeds {
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly ledger: CallLedger;
  readonly caller: Caller;
  /** Told of what was given up, before it is; it is told again if this process ends in between. */
  readonly gaveUp: (lost: LostCalls) => Promise<void>;
}

/** A call that an endpoint never took. */
export interface LostCalls {
  readonly endpoint: string;
  readonly call: Call;
  readonly failingSince: EpochMs;
  readonly detail: string;
}

/**
 * A message that nobody took for so long is given up, with all that are as old: whoever was down for a
 * school day reads the status page's files, which have it all. Chosen.
 */
const GIVEN_UP_AFTER = hours(12);

/**
 * Bring an endpoint what it is owed, the oldest first and one at a time, until nothing is owed, it
 * fails, or `signal` aborts. A call is settled once its answer is known: whoever is killed in between
 * brings it again, with the same id.
 *
 * @param head the journal's latest line, where an endpoint that was never seen begins
 */
export async function callEndpoint(
  endpoint: string,
  head: number,
  needs: CallNeeds,
  signal: AbortSignal,
): Promise<void> {
  const { ledger, caller, clock } = needs;
  let standing: Omit<EndpointStanding, 'seq'> = await ledger.standing(endpoint, head);
  if (standing.until !== null && standing.until > clock.now()) return;
  while (!signal.aborted) {
    const call = await ledger.next(endpoint);
    if (call === null) return;
    const answer = await caller.call(endpoint, call);
    if (answer.kind === 'taken') {
      standing = ANSWERING;
      await ledger.settle(endpoint, call.id, standing);
      continue;
    }
    standing = failedOnce(standing, clock.now(), needs.random.next(), answer.askedMs);
    return keepOrGiveUp(endpoint, call, standing, answer.detail, needs);
  }
}

/** A first failure gives nothing up: a home that was down itself tries what it has, however old. */
async function keepOrGiveUp(
  endpoint: string,
  failed: Call,
  standing: Omit<EndpointStanding, 'seq'>,
  detail: string,
  { ledger, clock, gaveUp }: CallNeeds,
): Promise<void> {
  const failingSince = standing.failingSince ?? clock.now();
  const isFirst = standing.failures === 1;
  let call: Call | null = failed;
  while (call !== null && !isFirst && between(call.at, clock.now()) >= GIVEN_UP_AFTER) {
    await gaveUp({ endpoint, call, failingSince, detail });
    await ledger.settle(endpoint, call.id, standing);
    call = await ledger.next(endpoint);
  }
  await ledger.postpone(endpoint, standing);
}

const ANSWERING = { failures: 0, failingSince: null, until: null } as const;

function failedOnce(
  standing: Omit<EndpointStanding, 'seq'>,
  now: EpochMs,
  chance: number,
  askedMs?: number,
): Omit<EndpointStanding, 'seq'> {
  const failures = standing.failures + 1;
  return {
    failures,
    failingSince: standing.failingSince ?? now,
    until: after(now, retryPauseMs(failures, chance, askedMs)),
  };
}
