import type { MailQuota } from '../adapters/aws/mail-quota.ts';
import type { Channel, Delivery } from '../core/notice/delivery.ts';
import type { PlanRates } from '../core/notice/estimate-plan.ts';
import type { EpochMs } from '../core/units.ts';

/** Who is told when, as people speak of it. See school-priority.ts for the numbers. */
export const PLAN_CLASSES = ['owners', 'secondary', 'primary', 'other', 'noClassNow'] as const;
export type PlanClass = (typeof PLAN_CLASSES)[number];

const LAST_OF_CLASS: readonly (readonly [PlanClass, number])[] = [
  ['owners', 0],
  ['secondary', 10],
  ['primary', 20],
  ['other', 30],
];

export interface ClassFigures {
  readonly name: PlanClass;
  readonly mails: number;
  readonly sms: number;
}

/** How many messages each class of readers gets, in the order of sending; empty ones left out. */
export function figuresByClass(deliveries: readonly Delivery[]): readonly ClassFigures[] {
  const byClass = Map.groupBy(deliveries, ({ priority }) => classOf(priority));
  return PLAN_CLASSES.flatMap((name) => {
    const own = byClass.get(name);
    if (own === undefined) return [];
    const count = (channel: Channel) => own.filter((one) => one.channel === channel).length;
    return [{ name, mails: count('mail'), sms: count('sms') }];
  });
}

const classOf = (priority: number): PlanClass =>
  LAST_OF_CLASS.find(([, last]) => priority <= last)?.[0] ?? 'noClassNow';

export interface Wait {
  readonly until: EpochMs;
  readonly sms: number;
}

/** SMS that wait, by the instant that they wait for, the next one first. */
export const waitsOf = (deliveries: readonly Delivery[]): readonly Wait[] =>
  [...Map.groupBy(deliveries, ({ notBefore }) => notBefore)]
    .flatMap(([until, { length }]) => (until === undefined ? [] : [{ until, sms: length }]))
    .toSorted((one, other) => one.until - other.until);

export interface ChannelMinutes {
  readonly mail: number;
  readonly sms: number;
}

/** Whole minutes that each channel takes, at what the configuration lets it take. */
export function minutesAt(
  { mails, smsSegments }: { readonly mails: number; readonly smsSegments: number },
  { mailsPerSec, smsPartsPerSec }: Pick<PlanRates, 'mailsPerSec' | 'smsPartsPerSec'>,
): ChannelMinutes {
  return {
    mail: Math.ceil(mails / mailsPerSec / 60),
    sms: Math.ceil(smsSegments / smsPartsPerSec / 60),
  };
}

/**
 * Mails go at the slower of what SES grants and what the configuration asks for.
 *
 * @returns null when what is left of the day does not suffice
 */
export function mailMinutesOf(
  mails: number,
  mailsPerSec: number,
  { perSec, perDay, sentInDay }: MailQuota,
): number | null {
  if (perDay !== null && perDay - sentInDay < mails) return null;
  const rate = Math.min(perSec ?? mailsPerSec, mailsPerSec);
  return rate <= 0 ? null : Math.ceil(mails / rate / 60);
}
