import { epochMs } from '../units.ts';
import type { Delivery } from './delivery.ts';
import type { PlanSummary } from './notice.ts';

/** What the account really allows, and what it costs. */
export interface PlanRates {
  readonly mailsPerSec: number;
  /** Operators count parts, not messages. */
  readonly smsPartsPerSec: number;
  readonly eurosPerSmsPart: number;
  /** For a thousand. */
  readonly eurosPerThousandMails: number;
  /** What is left of the incident's budget; over it no SMS goes to a school. */
  readonly budgetEuros: number;
}

interface Sizes {
  readonly rates: PlanRates;
  readonly smsSegments: { readonly [language in Delivery['language']]: number };
}

/**
 * Count a plan: channels go out side by side, so the slower one gives the duration. Waits are told
 * apart, and count in none.
 */
export function estimatePlan(
  deliveries: readonly Delivery[],
  unreachable: number,
  { rates, smsSegments }: Sizes,
): PlanSummary {
  const recipients = new Set<string>();
  let sms = 0;
  let parts = 0;
  let held = 0;
  let until = 0;
  for (const delivery of deliveries) {
    for (const recipient of delivery.recipients) recipients.add(recipient);
    if (delivery.channel === 'mail') continue;
    sms += 1;
    parts += smsSegments[delivery.language];
    if (delivery.notBefore === undefined) continue;
    held += 1;
    until = Math.max(until, delivery.notBefore);
  }
  const mails = deliveries.length - sms;
  const cost = parts * rates.eurosPerSmsPart + (mails / 1_000) * rates.eurosPerThousandMails;
  return {
    recipients: recipients.size,
    mails,
    sms,
    smsSegments: parts,
    costEuros: Math.round(cost * 100) / 100,
    durationSec: Math.ceil(Math.max(mails / rates.mailsPerSec, parts / rates.smsPartsPerSec)),
    unreachable,
    ...(held > 0 && { held: { sms: held, until: epochMs(until) } }),
  };
}
