import type { Notice } from '../../core/notice/notice.ts';
import { LONGEST_MEMORY } from '../../core/notice/sms-limits.ts';
import type { EarlierSms } from '../../core/notice/space-sms.ts';
import { after, between, epochMs, type EpochMs, seconds } from '../../core/units.ts';
import type { Deliveries } from './ports.ts';

/** Notices whose SMS left, or will. */
const RINGS: readonly Notice['stage'][] = ['waiting', 'held', 'sending', 'sent', 'failed'];

/**
 * Which numbers have had an SMS within the last day, or are to have one, by all other notices.
 *
 * The ledger does not say when each SMS left: an SMS counts from when the last one of its notice
 * should have left at the account's rate, so that two are never nearer than they should be. Mails
 * leave beside, and delay none.
 *
 * @param notices all that the journal knows
 * @param notice the one that is planned
 * @param smsPartsPerSec the account's rate
 */
export async function earlierSms(
  deliveries: Pick<Deliveries, 'readers'>,
  notices: readonly Notice[],
  notice: string,
  now: EpochMs,
  smsPartsPerSec: number,
): Promise<ReadonlyMap<string, readonly EarlierSms[]>> {
  const byNumber = new Map<string, EarlierSms[]>();
  for (const one of notices) {
    const { id, content, sendAt, plan, stage } = one;
    if (id === notice || !RINGS.includes(stage) || !rangAnybody(one)) continue;
    if (between(lastBegunAt(one, now), now) > LONGEST_MEMORY) continue;
    const takes = seconds(Math.ceil((plan?.smsSegments ?? 0) / smsPartsPerSec));
    for (const { channel, address, notBefore } of await deliveries.readers(id)) {
      if (channel !== 'sms') continue;
      const at = after(epochMs(Math.max(sendAt, notBefore ?? 0)), takes);
      if (between(at, now) > LONGEST_MEMORY) continue;
      const waits = notBefore === undefined ? {} : { notBefore };
      const rung = { at, incident: content.incident, ...waits };
      const known = byNumber.get(address);
      if (known === undefined) byNumber.set(address, [rung]);
      else known.push(rung);
    }
  }
  return byNumber;
}

/** By its plan, or by a level that followed: what that planned says itself when it leaves. */
const rangAnybody = ({ plan, escalations = [] }: Notice): boolean =>
  (plan?.sms ?? 0) > 0 || escalations.some(({ outcome }) => (outcome?.sms ?? 0) > 0);

/** When the last of its SMS had left; now, while some may yet leave. */
const lastBegunAt = ({ finishedAt, escalations }: Notice, now: EpochMs): EpochMs =>
  epochMs(Math.max(finishedAt ?? now, escalations?.at(-1)?.at ?? 0));
