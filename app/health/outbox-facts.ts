import type { State } from '../../core/incident/state.ts';
import { type EpochMs, between, epochMs, seconds } from '../../core/units.ts';
import type { Deliveries, Journal, Outbox, OutboxItem } from '../ports.ts';
import type { HealthFacts } from './health-facts.ts';

export interface OutboxNeeds {
  readonly ports: {
    readonly outbox: Pick<Outbox, 'due' | 'pending'>;
    readonly journal: Pick<Journal, 'read'>;
    readonly deliveries: Pick<Deliveries, 'nextAt'>;
  };
  readonly state: Pick<State, 'notices'>;
  readonly now: EpochMs;
  /** Of a notice, how many of its messages are settled. */
  readonly settled: (notice: string) => number | Promise<number>;
  /** What a notice's messages leave at: its faster channel's rate. */
  readonly messagesPerSec: number;
}

/** Looked at, oldest first: the oldest tells, and notices on their way are few. Chosen. */
const ACTIONS_MAX = 200;
/** Those too that wait for a later try: what cannot be done does not get younger by trying. */
const EVER = epochMs(Number.MAX_SAFE_INTEGER);

/**
 * How large the outbox is, and how long its oldest action has waited. A notice that is being sent is
 * late only by as much as it is behind its rate, and while its next message may not leave yet it is
 * not late at all: one of sixty thousand is well for as long as they leave.
 */
export async function outboxFacts(needs: OutboxNeeds): Promise<NonNullable<HealthFacts['outbox']>> {
  const { outbox } = needs.ports;
  const due = await outbox.due(EVER, ACTIONS_MAX);
  // Nobody carries a task out: it stands in the journal.
  const work = due.filter(({ action }) => action.kind !== 'raise-task');
  const first = work.find(({ action }) => action.kind !== 'send-notice');
  const sending = work.flatMap(({ action }) =>
    action.kind === 'send-notice' ? [action.notice] : [],
  );
  const since = [
    ...(first === undefined ? [] : [await decidedAt(needs, first)]),
    ...(await Promise.all(sending.map((notice) => behindSince(needs, notice)))),
  ];
  const oldestMs = between(epochMs(Math.min(needs.now, ...since)), needs.now);
  const open = due.length < ACTIONS_MAX ? work.length : await outbox.pending();
  return { open, oldestMs };
}

async function decidedAt({ ports, now }: OutboxNeeds, { seq }: OutboxItem): Promise<EpochMs> {
  for await (const entry of ports.journal.read(seq))
    return entry.seq === seq ? entry.event.at : now;
  return now;
}

async function behindSince(
  { ports, state, now, settled, messagesPerSec }: OutboxNeeds,
  notice: string,
): Promise<EpochMs> {
  const begun = state.notices[notice]?.sendAt ?? now;
  const sentBy = begun + seconds(Math.ceil((await settled(notice)) / messagesPerSec));
  const next = await ports.deliveries.nextAt(notice);
  return epochMs(Math.max(sentBy, next ?? sentBy));
}
