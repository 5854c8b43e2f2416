import type { Clock, SendResult, Sms, SmsMessage } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { between, type DurationMs, type EpochMs, minutes } from '../../core/units.ts';

export interface SmsFallbackOptions {
  readonly first: Sms;
  readonly second: Sms;
  /** The second is asked once the first has put everything off for so long. */
  readonly afterMs: DurationMs;
  /**
   * Words of a refusal by which the first says that it has no way to a number; in any letter case.
   * Any other refusal is about the message or the number itself, and final.
   */
  readonly unroutable: readonly string[];
  readonly clock: Pick<Clock, 'now'>;
  /** @default this process's own: after a restart nothing is known of the first */
  readonly memory?: DownMemory;
}

/** Since when the first provider puts everything off, as far as is known. */
export interface DownMemory {
  /** It put one off. @returns since when it does, `now` included; it rejects as its store does */
  readonly down: (now: EpochMs) => Promise<EpochMs>;
  /** It gave a sign of life. */
  readonly up: () => Promise<void>;
}

/** Before the second one's names for messages, which may be the first one's for others. */
export const SECOND = 'second/';

/** While the first is down it is asked this often whether it is back. Chosen. */
const ASK_AGAIN: DurationMs = minutes(1);

/** A memory is told of signs of life this often. Chosen. */
const TOLD_AGAIN: DurationMs = minutes(1);

/**
 * Two SMS providers as one: the second takes what the first does not have. The first does not have
 * what it put off, or refused since it knows no way to the number. It may have what it gave no
 * answer on: that stays unknown, and nobody else is asked (at most once).
 *
 * A process that has just begun asks the first one again, whatever is known of it.
 */
export function createSmsWithFallback(options: SmsFallbackOptions): Sms {
  const { first, second, afterMs, clock, memory = ownMemory() } = options;
  const refusals = options.unroutable.map((word) => word.toLowerCase());
  let downSince: EpochMs | null = null;
  let toldUpAt: EpochMs | null = null;
  let askedAt: EpochMs | null = null;

  const isDown = (now: EpochMs): boolean =>
    downSince !== null && between(downSince, now) >= afterMs;
  const isSpared = (now: EpochMs): boolean =>
    isDown(now) && askedAt !== null && between(askedAt, now) < ASK_AGAIN;
  const goesOn = (result: SendResult, now: EpochMs): boolean => {
    if (result.kind === 'deferred') return isDown(now);
    if (result.kind !== 'rejected') return false;
    const said = result.reason.toLowerCase();
    return refusals.some((word) => said.includes(word));
  };

  const askFirst = async (message: SmsMessage): Promise<SendResult> => {
    askedAt = clock.now();
    const result = await first.send(message);
    // No answer is no sign of life; a refusal is.
    if (result.kind === 'deferred') await noteDown(clock.now());
    else if (result.kind !== 'unknown') await noteUp();
    return result;
  };
  // A memory that fails takes no answer back: what the first one took would be sent again.
  const noteDown = async (now: EpochMs): Promise<void> => {
    toldUpAt = null;
    downSince = await memory.down(now).catch(unlessStore(downSince ?? now));
  };
  const noteUp = async (): Promise<void> => {
    downSince = null;
    const now = clock.now();
    // Also where it is not down for this process: another may have seen it so.
    if (toldUpAt !== null && between(toldUpAt, now) < TOLD_AGAIN) return;
    toldUpAt = await memory.up().then(() => now, unlessStore(null));
  };

  const askSecond = async (message: SmsMessage): Promise<SendResult> => {
    const result = await second.send(message);
    return result.kind === 'accepted'
      ? { ...result, providerId: `${SECOND}${result.providerId}` }
      : result;
  };

  return {
    send: async (message) => {
      if (isSpared(clock.now())) return askSecond(message);
      const result = await askFirst(message);
      return goesOn(result, clock.now()) ? askSecond(message) : result;
    },
  };
}

/** @returns what stands for the answer of a store that gives none; a bug stays one */
const unlessStore =
  <Value>(instead: Value) =>
  (error: unknown): Value => {
    if (error instanceof PreauError) return instead;
    throw error;
  };

function ownMemory(): DownMemory {
  let since: EpochMs | null = null;
  return {
    down: async (now) => (since ??= now),
    up: async () => {
      since = null;
    },
  };
}
