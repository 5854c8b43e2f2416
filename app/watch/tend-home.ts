import { blindAfter } from '../../config/blind-after.ts';
import { PreauError } from '../../core/errors.ts';
import { type DurationMs, between, epochMs, minutes, seconds } from '../../core/units.ts';
import { summariseDeliveries } from '../notices/summarise-deliveries.ts';
import type { Clock, Deliveries, Journal, Outbox, OutboxItem } from '../ports.ts';
import type { Rounds } from './rounds.ts';

/** Whom the watchdog asks, and by what means it acts. */
export interface TendNeeds {
  readonly ports: {
    readonly clock: Pick<Clock, 'now'>;
    readonly journal: Pick<Journal, 'read'>;
    readonly outbox: Pick<Outbox, 'due' | 'done'>;
    readonly deliveries: Pick<Deliveries, 'recover' | 'counts' | 'nextAt'>;
  };
  readonly rounds: Pick<Rounds, 'lastEnd'>;
  /** From one round to the next: where rounds are rare, one that is minutes old is well. */
  readonly intervalMs: DurationMs;
  /** Tell the workers of an open action again. */
  readonly relay: (item: OutboxItem) => Promise<void>;
  /**
   * What a notice's messages leave at: its faster channel's rate. By the slower one a stopped sender
   * of many mails would pass for a busy one; this way many SMS may be told of twice, without harm.
   */
  readonly messagesPerSec: number;
  /** Messages that no worker could handle, of all queues. */
  readonly deadLetters: () => Promise<number>;
  /** Tell the watcher outside that all is well. @default nobody is told */
  readonly beat?: () => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

/** How the home does; a figure that could not be taken is null. */
export interface HomeHealth {
  readonly oldestOpenActionSec: number | null;
  /** But for tasks, which nobody carries out; {@link ACTIONS_MAX} at most. */
  readonly openActions: number | null;
  readonly relayedAgain: number | null;
  readonly roundAgeSec: number | null;
  readonly deadLetters: number | null;
  readonly well: boolean;
}

/** A worker that heard of an action has begun it by then. Chosen. */
const PATIENCE: DurationMs = minutes(2);
/** What stands still for so long will not move by itself. Chosen. */
const STUCK: DurationMs = minutes(15);
/** Looked at in one go; the next comes in five minutes. Chosen. */
const ACTIONS_MAX = 100;

/**
 * See to a home that only messages move: what was lost on the way is told again, what a killed
 * worker held is freed, and silence itself is told.
 *
 * Each duty is done whether or not another failed. All is well when rounds come and no action
 * stands still; dead letters have an alarm of their own, and would silence the beat for weeks.
 */
export async function tendHome(needs: TendNeeds): Promise<HomeHealth> {
  const duty = <T>(work: () => Promise<T>): Promise<T | null> =>
    work().catch((error: unknown) => {
      needs.onFailure(error);
      return null;
    });
  const { ports, rounds } = needs;
  const [open, recovered, roundAge, deadLetters] = await Promise.all([
    duty(() => tendActions(needs)),
    duty(() => ports.deliveries.recover()),
    duty(async () => {
      const last = await rounds.lastEnd();
      return last === null ? Number.POSITIVE_INFINITY : between(last, ports.clock.now());
    }),
    duty(needs.deadLetters),
  ]);
  const well =
    open !== null &&
    recovered !== null &&
    open.oldestMs < STUCK &&
    roundAge !== null &&
    roundAge < blindAfter(needs.intervalMs);
  if (well && needs.beat) await duty(needs.beat);
  return {
    oldestOpenActionSec: open && inSeconds(open.oldestMs),
    openActions: open && open.count,
    relayedAgain: open && open.again,
    roundAgeSec: roundAge === null || !Number.isFinite(roundAge) ? null : inSeconds(roundAge),
    deadLetters,
    well,
  };
}

const inSeconds = (ms: number): number => Math.round(ms / seconds(1));

async function tendActions({ ports, relay, messagesPerSec, onFailure }: TendNeeds) {
  const now = ports.clock.now();
  let oldestMs = 0;
  let again = 0;
  let count = 0;
  for (const item of await ports.outbox.due(now, ACTIONS_MAX)) {
    const { action, seq } = item;
    // Nobody carries a task out: it stands in the journal, where every face shows it.
    if (action.kind === 'raise-task') {
      await ports.outbox.done(action.key);
      continue;
    }
    count += 1;
    const ageMs = await waitOf(ports, item, messagesPerSec);
    // A notice is sent for as long as its recipients sleep; it is late only once one is due.
    oldestMs = Math.max(oldestMs, ageMs);
    if (ageMs < PATIENCE) continue;
    try {
      await relay(item);
      again += 1;
    } catch (error) {
      onFailure(
        new PreauError(
          'store-unavailable',
          `Expected to relay ${action.key} of entry ${seq} again.`,
          { cause: error, retryable: true },
        ),
      );
    }
  }
  return { oldestMs, again, count };
}

/**
 * How long an action has stood still. Of a notice that is being sent: how far it is behind the rate
 * that its messages leave at, so that one of ten thousand is well for as long as they leave.
 */
async function waitOf(
  { clock, journal, deliveries }: TendNeeds['ports'],
  { action, seq }: OutboxItem,
  messagesPerSec: number,
): Promise<DurationMs> {
  const now = clock.now();
  let since: number = now;
  for await (const entry of journal.read(seq)) {
    if (entry.seq === seq) since = entry.event.at;
    break;
  }
  if (action.kind === 'send-notice') {
    const { accepted, failed, unknown } = await summariseDeliveries(deliveries, action.notice);
    const done = accepted + failed + unknown;
    const sentBy = since + seconds(Math.ceil(done / messagesPerSec));
    since = Math.max(sentBy, (await deliveries.nextAt(action.notice)) ?? sentBy);
  }
  return between(epochMs(Math.min(now, since)), now);
}
