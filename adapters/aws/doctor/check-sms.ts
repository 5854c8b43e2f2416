import type { SmsQuota } from '../sms-quota.ts';
import { finding, type Finding } from './finding.ts';

export interface SmsNeeds {
  /** `notices.sms.sender` */
  readonly sender: string;
  /** `notices.budget`: the most that one incident is let cost. */
  readonly budgetEuros: number;
  /** What one incident's SMS are foreseen to cost; null when nobody counted the numbers. */
  readonly forecastEuros: number | null;
}

/** What a new account may spend in a month: a dozen messages. @see https://docs.aws.amazon.com/sms-voice/latest/userguide/awssupport-spend-threshold.html */
const TINY_USD = 1;

/**
 * Whether the service lets this account text people in France: out of the sandbox, for as much as an
 * incident costs, from the sender that schools were told of.
 */
export function checkSms(
  { production, tier, monthUsd, senderKnown }: SmsQuota,
  needs: SmsNeeds,
): readonly Finding[] {
  const { sender } = needs;
  const faults = [
    ...(production ? [] : [finding('sms', 'sms-sandboxed', { tier })]),
    ...spending(monthUsd, needs),
    ...(senderKnown === false ? [finding('sms', 'sms-sender-missing', { sender })] : []),
    ...(senderKnown === null ? [finding('sms', 'sms-sender-untold', { sender })] : []),
  ];
  return faults.length > 0
    ? faults
    : [finding('sms', 'sms-ready', { sender, limit: monthUsd ?? 0 })];
}

/**
 * Whether the month's limit carries one incident: SMS stop at it without a word. Dollars are compared
 * with euros as they stand: the limit is a round number, and the dollar the smaller one.
 */
function spending(
  limit: number | null,
  { budgetEuros, forecastEuros }: SmsNeeds,
): readonly Finding[] {
  const forecast = Math.min(forecastEuros ?? budgetEuros, budgetEuros);
  const values = { limit: limit ?? 0, budget: budgetEuros, forecast };
  if (limit === null || limit <= TINY_USD) return [finding('sms', 'sms-limit-tiny', values)];
  if (limit < forecast) return [finding('sms', 'sms-limit-short', values)];
  return limit < budgetEuros ? [finding('sms', 'sms-limit-low', values)] : [];
}
