import type { Clock } from '../../app/ports.ts';
import type { Send } from '../../app/perform/relay-action.ts';
import { stateSaidBy } from '../../core/notice/delivery-state.ts';
import { deliveryFacts } from '../../core/notice/delivery-facts.ts';
import type { Receipt } from '../../core/notice/receipt.ts';
import { failsForGood } from '../../core/notice/schools-without-mail.ts';
import { after, type EpochMs, seconds } from '../../core/units.ts';

export interface PlannerNeeds {
  /** Puts a message in the queue of plans. */
  readonly plans: Send;
  readonly clock: Pick<Clock, 'now'>;
}

/** Bounces come in swarms: one message stands for all of a notice within so long. Chosen. */
const GATHER = seconds(10);

/**
 * Have the planner see to mails that came back for good. Its message comes only when the time it
 * stands for has passed, so that all mails of that time are in the ledger by then.
 *
 * What was posted is kept in memory: another process posts its own, which tells nothing twice.
 *
 * @returns to be told of each receipt that the ledger took, and to be awaited before it is done
 */
export function tellPlanner({ plans, clock }: PlannerNeeds): (receipt: Receipt) => Promise<void> {
  const until = new Map<string, EpochMs>();
  return async ({ key, kind }) => {
    const facts = deliveryFacts(key);
    if (facts?.channel !== 'mail' || !failsForGood(stateSaidBy(kind))) return;
    const { notice } = facts;
    const now = clock.now();
    if (now < (until.get(notice) ?? 0)) return;
    const at = after(now, GATHER);
    await plans({ cameBack: notice, at }, { delaySec: GATHER / seconds(1) });
    until.set(notice, at);
  };
}
