import { retryPauseMs } from '../../core/subscription/retry-pause-ms.ts';
import { after, between, hours } from '../../core/units.ts';
import type { Clock, Random } from '../ports.ts';
import type { Browsers, OwedPush, Pusher, PushLedger } from './push-ports.ts';

export interface PushNeeds {
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly ledger: Pick<PushLedger, 'take' | 'putOff'>;
  readonly browsers: Pick<Browsers, 'leave'>;
  readonly pusher: Pusher;
}

/** Messages that are under way at once; chosen: services take some thousands a second. */
const TOGETHER = 100;

/** An outage's first word of two hours ago alarms nobody usefully. Chosen. */
const WORTH_TELLING = hours(2);

/**
 * Bring browsers what they are owed until nothing is due or `signal` aborts. Each message is taken
 * out of the ledger before it leaves: at most one a notice reaches a browser, whatever ends the process.
 *
 * @returns how many services took
 */
export async function pushOwed(needs: PushNeeds, signal: AbortSignal): Promise<number> {
  let taken = 0;
  while (!signal.aborted) {
    const due = await needs.ledger.take(needs.clock.now(), TOGETHER);
    if (due.length === 0) break;
    const told = await Promise.all(due.map((push) => pushOne(push, needs)));
    taken += told.filter(Boolean).length;
  }
  return taken;
}

async function pushOne(push: OwedPush, needs: PushNeeds): Promise<boolean> {
  const { ledger, browsers, pusher, clock, random } = needs;
  if (between(push.at, clock.now()) > WORTH_TELLING) return false;
  const answer = await pusher.push(push);
  if (answer.kind === 'gone') await browsers.leave(push.to.endpoint);
  if (answer.kind === 'deferred') {
    const pause = retryPauseMs(push.tries + 1, random.next(), answer.askedMs);
    await ledger.putOff(push, after(clock.now(), pause));
  }
  return answer.kind === 'taken';
}
