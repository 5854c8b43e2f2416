import { PreauError } from '../../core/errors.ts';
import type { Channel, Delivery, TakenDelivery } from '../../core/notice/delivery.ts';
import { after, type DurationMs, durationMs } from '../../core/units.ts';
import type { SendResult, Settlement } from './ports.ts';
import {
  MOST_PROBES,
  MOST_TRIES,
  retryDelay,
  type SendPorts,
  type SendSettings,
} from './send-settings.ts';

/** What came of one try: `deferred` comes back later, the others are final. */
export interface Result {
  readonly outcome: SendResult['kind'];
  readonly detail: string;
}

/** Words deliveries and hands them to their channel's provider. */
export interface Carrier {
  /** Deliveries that one call to the provider holds; 1 where it takes them one by one. */
  readonly most: number;
  /** @returns an answer for each, in their order */
  carry(deliveries: readonly Delivery[]): Promise<readonly SendResult[]>;
}

type Needs = Pick<SendPorts, 'deliveries' | 'clock'> & {
  readonly carrier: Carrier;
  readonly settings: Pick<SendSettings, 'random'>;
  /** After which a delivery that is put off is given up, but for {@link isPatient}. */
  readonly mostTries: number;
};

/**
 * Send taken deliveries in one call and settle each by the provider's own answer on it.
 *
 * An answer that never came is final for an SMS (at most once) and one more try for a mail (at
 * least once; its message id makes the second the same message). What the provider put off comes
 * back after a wait of its own, so that half a call that failed does not return as one block.
 *
 * @throws PreauError of the ledger, when all that it still takes is written down
 */
export async function sendTogether(
  needs: Needs,
  taken: readonly TakenDelivery[],
): Promise<readonly Result[]> {
  const answers = await hand(needs.carrier, taken);
  const fates = taken.map((delivery, index) =>
    fateOf(delivery, answers[index] ?? NOT_ANSWERED, needs),
  );
  await writeDown(needs, fates);
  return fates.map(({ result }) => result);
}

const NOT_ANSWERED: SendResult = { kind: 'unknown', reason: 'the provider gave no answer on it' };

type Fate = { readonly key: string; readonly result: Result } & (
  | { readonly kind: 'settled'; readonly settlement: Omit<Settlement, 'at'> }
  | { readonly kind: 'again'; readonly waitMs: DurationMs }
);

function fateOf(
  { key, channel, tries }: TakenDelivery,
  answer: SendResult,
  { settings: { random }, mostTries }: Needs,
): Fate {
  if (answer.kind === 'accepted') {
    const { providerId } = answer;
    const settlement = { key, state: 'accepted', detail: providerId, providerId } as const;
    return {
      key,
      kind: 'settled',
      settlement,
      result: { outcome: 'accepted', detail: providerId },
    };
  }
  const { kind, reason } = answer;
  const again = kind === 'deferred' || (kind === 'unknown' && channel === 'mail');
  const ofAccount = kind === 'deferred' && answer.ofAccount === true;
  if (again && tries + 1 < (isPatient(channel, tries, ofAccount) ? MOST_PROBES : mostTries)) {
    const asked = kind === 'deferred' ? (answer.retryAfterMs ?? 0) : 0;
    const waitMs = durationMs(Math.max(asked, retryDelay(tries, random)));
    return { key, kind: 'again', waitMs, result: { outcome: 'deferred', detail: reason } };
  }
  const detail = again ? `given up after ${tries + 1} tries: ${reason}` : reason;
  const state = STATES[kind];
  const outcome = kind === 'unknown' ? 'unknown' : 'rejected';
  return { key, kind: 'settled', settlement: { key, state, detail }, result: { outcome, detail } };
}

/**
 * A quota that comes back little by little puts the same mails off again and again while it takes
 * others: that is no failure of theirs. Nor is the first answer of its own that a mail gets after more
 * tries than its own may be. An SMS is not: a day later it would ring of what is long over.
 */
const isPatient = (channel: Channel, tries: number, ofAccount: boolean): boolean =>
  channel === 'mail' && (ofAccount || tries >= MOST_TRIES);

/** Of what is not tried again. */
const STATES = {
  rejected: 'failed-permanent',
  deferred: 'failed-temporary',
  unknown: 'unknown',
} as const;

async function writeDown({ deliveries, clock }: Needs, fates: readonly Fate[]): Promise<void> {
  const at = clock.now();
  const settled = fates.flatMap((fate) => (fate.kind === 'settled' ? [fate.settlement] : []));
  const [only, ...others] = settled;
  const writes = fates.flatMap((fate) =>
    fate.kind === 'again'
      ? [deliveries.putBack(fate.key, after(at, fate.waitMs), fate.result.detail)]
      : [],
  );
  if (others.length > 0) writes.push(deliveries.settleMany(settled.map((one) => ({ ...one, at }))));
  else if (only !== undefined)
    writes.push(deliveries.settle(only.key, only.state, only.detail, at, only.providerId));
  // None is left behind by another's failure.
  for (const write of await Promise.allSettled(writes))
    if (write.status === 'rejected') throw write.reason;
}

async function hand(
  carrier: Carrier,
  deliveries: readonly Delivery[],
): Promise<readonly SendResult[]> {
  try {
    return await carrier.carry(deliveries);
  } catch (error) {
    if (!(error instanceof PreauError)) throw error;
    const kind = error.retryable ? 'deferred' : 'rejected';
    return deliveries.map(() => ({ kind, reason: error.message }));
  }
}
