import { finding, type Finding } from './finding.ts';

export interface SmsNeeds {
  /** `notices.sms.sender` */
  readonly sender: string;
  /** `notices.budget`, in euros. */
  readonly budgetEuros: number;
}

/** What a new account may spend in a month: a dozen messages. @see https://docs.aws.amazon.com/sms-voice/latest/userguide/awssupport-spend-threshold.html */
const TINY_USD = 1;

/**
 * Whether the month's spending limit carries one incident.
 *
 * @param limit in dollars; undefined when the account has none set, which is the tiny one
 * @returns empty when it does
 */
export function smsLimit(limit: number | undefined, { budgetEuros }: SmsNeeds): readonly Finding[] {
  const values = { limit: limit ?? 0, budget: budgetEuros };
  if (limit === undefined || limit <= TINY_USD) return [finding('sms', 'sms-limit-tiny', values)];
  return limit < budgetEuros ? [finding('sms', 'sms-limit-low', values)] : [];
}
