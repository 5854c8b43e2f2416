import type { Channel, TakenDelivery } from '../../core/notice/delivery.ts';
import { after, between, durationMs, type EpochMs } from '../../core/units.ts';
import { type Carry, type Outcome, sendOne } from './send-one.ts';
import {
  GIVEN_BACK_MS,
  LONGEST_RETRY,
  LONGEST_WAIT,
  retryDelay,
  type SendPorts,
  type SendSettings,
} from './send-settings.ts';

export interface Pump {
  readonly channel: Channel;
  readonly notice: string;
  readonly ports: Pick<SendPorts, 'deliveries' | 'clock'>;
  readonly settings: SendSettings;
  readonly carry: Carry;
  readonly signal: AbortSignal;
  /** After each batch, with what came of it. */
  readonly told: (outcomes: readonly Outcome[]) => Promise<void>;
}

/**
 * Send all that a notice still owes on one channel, batch by batch in order of priority.
 *
 * A batch of which the provider took nothing pauses the channel, longer each time, and goes on
 * with a single probe: a provider that is down is not asked seven thousand times.
 *
 * @returns null when nothing is left to take, or after an abort; else, when patience ended first,
 *   the instant to come again
 */
export async function pumpChannel(pump: Pump): Promise<EpochMs | null> {
  const { ports, settings, channel, notice, signal } = pump;
  const patienceMs = settings.patienceMs ?? Number.POSITIVE_INFINITY;
  let pauses = 0;
  while (!signal.aborted) {
    const limit = pauses > 0 ? 1 : settings[channel].batch;
    const batch = await ports.deliveries.take(notice, limit, ports.clock.now(), channel);
    if (batch.length === 0) {
      const at = await ports.deliveries.nextAt(notice, channel);
      if (at === null || between(ports.clock.now(), at) > patienceMs) return at;
      const wait = Math.min(LONGEST_WAIT, Math.max(1, between(ports.clock.now(), at)));
      await ports.clock.sleep(durationMs(wait), signal);
      continue;
    }
    const results = await sendBatch(pump, batch);
    await pump.told(results.map(({ outcome }) => outcome));
    const down = results.length > 0 && results.every(({ outcome }) => outcome === 'deferred');
    if (down !== pauses > 0) {
      await settings.onProvider?.(channel, !down, results.at(-1)?.detail ?? '');
    }
    pauses = down ? pauses + 1 : 0;
    if (!down) continue;
    const pause = retryDelay(pauses - 1);
    if (pause > patienceMs) return after(ports.clock.now(), LONGEST_RETRY);
    await ports.clock.sleep(pause, signal);
  }
  return null;
}

type Result = Awaited<ReturnType<typeof sendOne>>;

/**
 * Send a batch in lanes. A failure of the ledger or of the turnstile ends it: what was not begun
 * goes back, as far as the ledger lets it, before the failure is thrown.
 */
async function sendBatch(pump: Pump, batch: readonly TakenDelivery[]): Promise<readonly Result[]> {
  const waiting = batch.values();
  const results: Result[] = [];
  const failures: unknown[] = [];
  const one = async (delivery: TakenDelivery): Promise<void> => {
    if (failures.length > 0) return giveBack(pump, delivery);
    const result = await sendOrReturn(pump, delivery);
    if (result) results.push(result);
  };
  const lane = async () => {
    for (const delivery of waiting)
      await one(delivery).catch((error: unknown) => failures.push(error));
  };
  const lanes = Math.min(batch.length, pump.settings[pump.channel].concurrency);
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failures.length > 0) throw failures[0];
  return results;
}

/** What was taken and not tried goes back, so that a clean stop costs nobody an SMS. */
async function sendOrReturn(pump: Pump, delivery: TakenDelivery): Promise<Result | null> {
  const { ports, carry } = pump;
  const verdict = await mayLeave(pump, delivery).catch(async (error: unknown) => {
    await giveBack(pump, delivery);
    throw error;
  });
  switch (verdict) {
    case 'stopped':
      await giveBack(pump, delivery);
      return null;
    case 'outdated': {
      const detail = 'held for quiet hours, and no longer true in the morning';
      await ports.deliveries.settle(delivery.key, 'rejected', detail, ports.clock.now());
      return { outcome: 'rejected', detail };
    }
    case 'leaves':
      return sendOne(ports, carry, delivery);
  }
}

async function mayLeave(pump: Pump, delivery: TakenDelivery) {
  const { settings, channel, signal } = pump;
  if (!signal.aborted) await settings[channel].turnstile(signal);
  if (signal.aborted) return 'stopped';
  return (await outdated(pump, delivery)) ? 'outdated' : 'leaves';
}

const giveBack = ({ ports: { deliveries, clock } }: Pump, { key }: TakenDelivery): Promise<void> =>
  deliveries.putBack(key, after(clock.now(), GIVEN_BACK_MS), 'stopped before it was tried');

async function outdated({ settings }: Pump, { channel, notBefore }: TakenDelivery) {
  if (channel !== 'sms' || notBefore === undefined || settings.stillTrue === undefined)
    return false;
  return !(await settings.stillTrue());
}
