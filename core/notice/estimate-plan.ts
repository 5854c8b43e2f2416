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
  /** More than this and nothing is sent before a person decides. */
  readonly budgetEuros: number;
}

interface Sizes {
  readonly rates: PlanRates;
  readonly smsSegments: { readonly [language in Delivery['language']]: number };
}

/** Count a plan: channels go out side by side, so the slower one gives the duration. */
export function estimatePlan(
  deliveries: readonly Delivery[],
  unreachable: number,
  { rates, smsSegments }: Sizes,
): PlanSummary {
  const texts = deliveries.filter(({ channel }) => channel === 'sms');
  const mails = deliveries.length - texts.length;
  const parts = texts.reduce((sum, { language }) => sum + smsSegments[language], 0);
  const cost = parts * rates.eurosPerSmsPart + (mails / 1_000) * rates.eurosPerThousandMails;
  return {
    recipients: new Set(deliveries.flatMap(({ recipients }) => recipients)).size,
    mails,
    sms: texts.length,
    smsSegments: parts,
    costEuros: Math.round(cost * 100) / 100,
    durationSec: Math.ceil(Math.max(mails / rates.mailsPerSec, parts / rates.smsPartsPerSec)),
    unreachable,
  };
}
