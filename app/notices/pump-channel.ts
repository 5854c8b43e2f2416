import type { Channel, TakenDelivery } from '../../core/notice/delivery.ts';
import { NO_SCHOOL_DAY, OUTDATED } from '../../core/notice/dropped.ts';
import { ringAgain } from '../../core/notice/ring-again.ts';
import { after, between, durationMs, type EpochMs } from '../../core/units.ts';
import {
  GIVEN_BACK_MS,
  LONGEST_RETRY,
  LONGEST_WAIT,
  MOST_PROBES,
  MOST_TRIES,
  retryDelay,
  type SendPorts,
  type SendSettings,
} from './send-settings.ts';
import { type Carrier, type Result, sendTogether } from './send-together.ts';

export interface Pump {
  readonly channel: Channel;
  readonly notice: string;
  readonly ports: Pick<SendPorts, 'deliveries' | 'clock'>;
  readonly settings: SendSettings;
  readonly carrier: Carrier;
  /** It follows whoever read what it corrects, on any day. */
  readonly isCorrection: boolean;
  readonly signal: AbortSignal;
  /** After each batch, with what came of it. */
  readonly told: (results: readonly Result[]) => Promise<void>;
}

/**
 * Send all that a notice still owes on one channel, batch by batch in order of priority.
 *
 * A batch of which the provider took nothing pauses the channel, longer each time, and goes on
 * with a single probe: a provider that is down is not asked seven thousand times. A probe's mail is
 * given up later than others, or a quota that ends at nine would lose some by midnight.
 *
 * @returns null when nothing is left to take, or after an abort; else, when patience ended first,
 *   the instant to come again
 */
export async function pumpChannel(pump: Pump): Promise<EpochMs | null> {
  const { ports, settings, channel, notice, signal } = pump;
  const patienceMs = settings.patienceMs ?? Number.POSITIVE_INFINITY;
  let pauses = 0;
  let takes = false;
  while (!signal.aborted) {
    const limit = pauses > 0 ? 1 : settings[channel].batch;
    const sending = { ...pump, mostTries: takes ? MOST_TRIES : MOST_PROBES };
    const results = await (channel === 'sms' ? sendInTurn : sendTaken)(sending, limit);
    if (results === null) {
      const at = await ports.deliveries.nextAt(notice, channel);
      if (at === null || between(ports.clock.now(), at) > patienceMs) return at;
      const wait = Math.min(LONGEST_WAIT, Math.max(1, between(ports.clock.now(), at)));
      await ports.clock.sleep(durationMs(wait), signal);
      continue;
    }
    await pump.told(results);
    const down = results.length > 0 && results.every(({ outcome }) => outcome === 'deferred');
    if (down !== pauses > 0) {
      await settings.onProvider?.(channel, !down, results.at(-1)?.detail ?? '');
    }
    takes = !down;
    pauses = down ? pauses + 1 : 0;
    if (!down) continue;
    const pause = retryDelay(pauses - 1, settings.random);
    if (pause > patienceMs) return after(ports.clock.now(), LONGEST_RETRY);
    await ports.clock.sleep(pause, signal);
  }
  return null;
}

type Sending = Pump & {
  readonly mostTries: number;
  /** Its turn in the quota has come before it was taken. @default false */
  readonly hasTurn?: boolean;
};

/** @returns null when nothing could be taken */
async function sendTaken(pump: Sending, limit: number): Promise<readonly Result[] | null> {
  const { ports, notice, channel } = pump;
  const batch = await ports.deliveries.take(notice, limit, ports.clock.now(), channel);
  return batch.length === 0 ? null : sendBatch(pump, batch);
}

/**
 * Take one by one, side by side, each only when its turn has come: a claimed SMS is of unknown fate when
 * its sender dies, so that one that still waits must not be claimed (P3). A turn that finds
 * nothing to take any more is lost, once at the end of a notice.
 *
 * @returns null when nothing could be taken
 */
async function sendInTurn(pump: Sending, limit: number): Promise<readonly Result[] | null> {
  const { ports, notice, channel, settings, signal } = pump;
  const { deliveries, clock } = ports;
  const owedAt = await deliveries.nextAt(notice, channel);
  if (owedAt === null || owedAt > clock.now()) return null;
  let isTaken = false;
  const results: Result[] = [];
  const lane = async () => {
    await settings[channel].turnstile(signal);
    if (signal.aborted) return;
    const call = await deliveries.take(notice, 1, clock.now(), channel);
    if (call.length === 0) return;
    isTaken = true;
    results.push(...(await sendOrReturn({ ...pump, hasTurn: true }, call)));
  };
  const lanes = Math.min(limit, settings[channel].concurrency);
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return isTaken ? results : null;
}

/**
 * Send a batch in lanes, each with as many at a time as one call holds. A failure of the ledger or
 * of the turnstile ends it: what was not begun goes back, as far as the ledger lets it, before the
 * failure is thrown.
 */
async function sendBatch(
  pump: Sending,
  batch: readonly TakenDelivery[],
): Promise<readonly Result[]> {
  const calls = inCalls(batch, pump.carrier.most);
  const waiting = calls.values();
  const results: Result[] = [];
  const failures: unknown[] = [];
  const one = async (call: readonly TakenDelivery[]): Promise<void> => {
    if (failures.length > 0) return giveBack(pump, call);
    results.push(...(await sendOrReturn(pump, call)));
  };
  const lane = async () => {
    for (const call of waiting) await one(call).catch((error: unknown) => failures.push(error));
  };
  const lanes = Math.min(calls.length, pump.settings[pump.channel].concurrency);
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failures.length > 0) throw failures[0];
  return results;
}

function inCalls<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const calls: T[][] = [];
  for (let at = 0; at < items.length; at += most) calls.push(items.slice(at, at + most));
  return calls;
}

/** What was taken and not tried goes back, so that a clean stop costs nobody an SMS. */
async function sendOrReturn(
  pump: Sending,
  call: readonly TakenDelivery[],
): Promise<readonly Result[]> {
  const { ports, settings, carrier, mostTries } = pump;
  const { leaves, dropped, stopped, late } = await sortOut(pump, call).catch(
    async (error: unknown) => {
      await giveBack(pump, call);
      throw error;
    },
  );
  await giveBack(pump, stopped);
  for (const { key, morning } of late)
    await ports.deliveries.putBack(key, morning, 'came too late in the day');
  for (const { key, why } of dropped)
    await ports.deliveries.settle(key, 'suppressed', why, ports.clock.now());
  const kept = dropped.map(({ why: detail }): Result => ({ outcome: 'rejected', detail }));
  if (leaves.length === 0) return kept;
  return [...kept, ...(await sendTogether({ ...ports, settings, carrier, mostTries }, leaves))];
}

/**
 * Each message waits for its own turn; those of one call leave when the last one has come, or when
 * the run is stopped before it: then those whose turn had come.
 */
async function sortOut(pump: Sending, call: readonly TakenDelivery[]) {
  const { settings, channel, signal, hasTurn = false } = pump;
  const sorted = {
    leaves: [] as TakenDelivery[],
    dropped: [] as { readonly key: string; readonly why: string }[],
    stopped: [] as TakenDelivery[],
    late: [] as { readonly key: string; readonly morning: EpochMs }[],
  };
  for (const one of call) {
    if (!hasTurn && !signal.aborted) await settings[channel].turnstile(signal);
    if (signal.aborted) {
      sorted.stopped.push(one);
      continue;
    }
    const now = pump.ports.clock.now();
    const again = ringAgain(one.rings, now, settings.calendar, pump.isCorrection);
    if (again?.kind === 'never') sorted.dropped.push({ key: one.key, why: NO_SCHOOL_DAY });
    else if (again !== null && again.at > now)
      sorted.late.push({ key: one.key, morning: again.at });
    else {
      // What comes a day later was held, and is worded and judged as such.
      const turn = again === null ? one : { ...one, notBefore: again.at };
      if (await isOutdated(pump, turn)) sorted.dropped.push({ key: one.key, why: OUTDATED });
      else sorted.leaves.push(turn);
    }
  }
  return sorted;
}

async function giveBack(
  { ports: { deliveries, clock } }: Pump,
  call: readonly TakenDelivery[],
): Promise<void> {
  const at = after(clock.now(), GIVEN_BACK_MS);
  const backs = call.map(({ key }) => deliveries.putBack(key, at, 'stopped before it was tried'));
  for (const back of await Promise.allSettled(backs))
    if (back.status === 'rejected') throw back.reason;
}

async function isOutdated({ settings }: Pump, delivery: TakenDelivery) {
  const { channel, notBefore } = delivery;
  if (channel !== 'sms' || notBefore === undefined || settings.stillTrue === undefined)
    return false;
  return !(await settings.stillTrue(delivery));
}
