import { summariseDeliveries } from '../../app/notices/summarise-deliveries.ts';
import type { Clock, Deliveries } from '../../app/ports.ts';
import type { State } from '../../core/incident/state.ts';
import type { DeliverySummary } from '../../core/notice/notice.ts';
import { type EpochMs, seconds } from '../../core/units.ts';

/** Counting reads every key of a notice: once in so long, whoever looks. Chosen. */
const KEEP = seconds(30);
/** At most so many notices, the latest: the others show what they have when they are done. Chosen. */
const NOTICES_MAX = 5;

type Counts = ReadonlyMap<string, DeliverySummary>;

/**
 * What became so far of the notices that are being sent, from the ledger.
 *
 * @param onFailure told of a ledger that does not answer: the page is shown without its counts
 */
export function liveCounts(
  deliveries: Pick<Deliveries, 'counts'>,
  clock: Pick<Clock, 'now'>,
  onFailure: (error: unknown) => void,
): (state: State) => Promise<Counts> {
  const known = new Map<string, { readonly at: EpochMs; readonly summary: DeliverySummary }>();
  return async (state) => {
    const now = clock.now();
    const sending = sendingNotices(state);
    for (const id of known.keys()) if (!sending.includes(id)) known.delete(id);
    try {
      for (const id of sending) {
        const last = known.get(id);
        if (last !== undefined && now - last.at < KEEP) continue;
        known.set(id, { at: now, summary: await summariseDeliveries(deliveries, id) });
      }
    } catch (error) {
      onFailure(error);
    }
    return new Map([...known].map(([id, { summary }]) => [id, summary]));
  };
}

const sendingNotices = (state: State): readonly string[] =>
  Object.values(state.notices)
    .filter(({ stage, finishedAt }) => stage === 'sending' && finishedAt === undefined)
    .toSorted((one, other) => other.sendAt - one.sendAt)
    .slice(0, NOTICES_MAX)
    .map(({ id }) => id);
