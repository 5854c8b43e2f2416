import type { Clock, SendResult, Sms, SmsMessage } from '../../app/ports.ts';
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
}

/** Before the second one's names for messages, which may be the first one's for others. */
export const SECOND = 'second/';

/** While the first is down it is asked this often whether it is back. Chosen. */
const ASK_AGAIN: DurationMs = minutes(1);

/**
 * Two SMS providers as one: the second takes what the first does not have. The first does not have
 * what it put off, or refused since it knows no way to the number. It may have what it gave no
 * answer on: that stays unknown, and nobody else is asked (at most once).
 *
 * What is known of the first is kept in memory: after a restart it is asked first again.
 */
export function createSmsWithFallback(options: SmsFallbackOptions): Sms {
  const { first, second, afterMs, clock } = options;
  const refusals = options.unroutable.map((word) => word.toLowerCase());
  let downSince: EpochMs | null = null;
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
    if (result.kind === 'deferred') downSince ??= clock.now();
    // No answer is no sign of life; a refusal is.
    else if (result.kind !== 'unknown') downSince = null;
    return result;
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
