import type { Channel, TakenDelivery } from '../../core/notice/delivery.ts';
import { between, durationMs } from '../../core/units.ts';
import type { Composer } from './compose-messages.ts';
import { type Outcome, sendOne } from './send-one.ts';
import { LONGEST_WAIT, retryDelay, type SendPorts, type SendSettings } from './send-settings.ts';

export interface Pump {
  readonly channel: Channel;
  readonly notice: string;
  readonly ports: SendPorts;
  readonly settings: SendSettings;
  readonly composer: Composer;
  readonly signal: AbortSignal;
  /** After each batch, with what came of it. */
  readonly told: (outcomes: readonly Outcome[]) => Promise<void>;
}

/**
 * Send all that a notice still owes on one channel, batch by batch in order of priority.
 *
 * A batch of which the provider took nothing pauses the channel, longer each time, and goes on
 * with a single probe: a provider that is down is not asked seven thousand times.
 * Returns when nothing is left, or after an abort.
 */
export async function pumpChannel(pump: Pump): Promise<void> {
  const { ports, settings, channel, notice, signal } = pump;
  let pauses = 0;
  while (!signal.aborted) {
    const limit = pauses > 0 ? 1 : settings[channel].batch;
    const batch = await ports.deliveries.take(notice, limit, ports.clock.now(), channel);
    if (batch.length === 0) {
      if (await waitForMore(pump)) continue;
      return;
    }
    const results = await sendBatch(pump, batch);
    await pump.told(results.map(({ outcome }) => outcome));
    const down = results.length > 0 && results.every(({ outcome }) => outcome === 'deferred');
    if (down !== pauses > 0) {
      await settings.onProvider?.(channel, !down, results.at(-1)?.detail ?? '');
    }
    pauses = down ? pauses + 1 : 0;
    if (down) await ports.clock.sleep(retryDelay(pauses - 1), signal);
  }
}

/** @returns false when nothing is left */
async function waitForMore({ ports, notice, channel, signal }: Pump): Promise<boolean> {
  const at = await ports.deliveries.nextAt(notice, channel);
  if (at === null) return false;
  const wait = Math.min(LONGEST_WAIT, Math.max(1, between(ports.clock.now(), at)));
  await ports.clock.sleep(durationMs(wait), signal);
  return true;
}

type Result = Awaited<ReturnType<typeof sendOne>>;

async function sendBatch(pump: Pump, batch: readonly TakenDelivery[]): Promise<readonly Result[]> {
  const waiting = batch.values();
  const results: Result[] = [];
  const lane = async () => {
    for (const delivery of waiting) {
      const result = await sendOrReturn(pump, delivery);
      if (result) results.push(result);
    }
  };
  const lanes = Math.min(batch.length, pump.settings[pump.channel].concurrency);
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

/** What was taken and not tried goes back, so that a clean stop costs nobody an SMS. */
async function sendOrReturn(pump: Pump, delivery: TakenDelivery): Promise<Result | null> {
  const { ports, settings, channel, signal } = pump;
  if (!signal.aborted) await settings[channel].turnstile(signal);
  if (signal.aborted) {
    await ports.deliveries.putBack(delivery.key, ports.clock.now(), 'stopped before it was tried');
    return null;
  }
  if (outdated(pump, delivery)) {
    const detail = 'held for quiet hours, and no longer true in the morning';
    await ports.deliveries.settle(delivery.key, 'rejected', detail, ports.clock.now());
    return { outcome: 'rejected', detail };
  }
  return sendOne(ports, pump.composer, delivery);
}

function outdated({ settings }: Pump, { channel, notBefore }: TakenDelivery): boolean {
  return channel === 'sms' && notBefore !== undefined && settings.stillTrue?.() === false;
}
