import type { MailQuota } from '../mail-quota.ts';
import { finding, type Finding } from './finding.ts';

export interface MailNeeds {
  readonly mailsPerSecond: number;
  /** Addresses that one notice may go to; null when nobody counted them. */
  readonly mails: number | null;
}

/** A notice, its cause and its end may go out within one day. */
const NOTICES_A_DAY = 3;

/**
 * Whether SES lets this account write to people: out of the sandbox, not stopped, and as fast and as
 * much as the configuration counts on. A sandboxed account writes to addresses of its own only.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html
 */
export function checkMail(
  { region, production, sends, status, perSec, perDay }: MailQuota,
  { mailsPerSecond, mails }: MailNeeds,
): readonly Finding[] {
  const quota = perDay ?? Number.POSITIVE_INFINITY;
  const rate = perSec ?? Number.POSITIVE_INFINITY;
  if (!production) return [finding('mail', 'mail-sandboxed', { region, quota: perDay ?? 0 })];
  if (!sends) return [finding('mail', 'mail-off', { region, status })];
  const one = mails ?? 0;
  const values = { quota, needed: one * NOTICES_A_DAY, mails: one };
  const low = [
    ...(rate < mailsPerSecond
      ? [finding('mail', 'mail-rate-low', { rate, wanted: mailsPerSecond })]
      : []),
    ...(quota < one ? [finding('mail', 'mail-quota-short', values)] : []),
    ...(quota >= one && quota < values.needed ? [finding('mail', 'mail-quota-low', values)] : []),
  ];
  if (low.length > 0) return low;
  return [finding('mail', 'mail-ready', { rate: perSec ?? -1, quota: perDay ?? -1 })];
}
