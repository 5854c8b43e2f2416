import { hashOf } from '../adapters/local/hash.ts';
import type { PlanSettings } from '../app/notices/plan-notice.ts';
import { rateLimit } from '../app/notices/rate-limit.ts';
import type { Clock } from '../app/ports.ts';
import type { Config } from '../config/schema.ts';
import type { Wordings } from '../core/notice/wording.ts';
import type { Policy } from '../core/policy.ts';
import type { OptOutLinks } from './opt-out-links.ts';
import type { PerformSettings } from './perform-actions.ts';

/** A relay of one's own costs nothing a mail; a paid one is told apart on AWS. */
const EUROS_PER_THOUSAND_MAILS = 0;

export const planSettings = (config: Config, policy: Policy, wordings: Wordings): PlanSettings => ({
  platforms: policy.platforms,
  wordings,
  timeZone: config.organisation.timeZone,
  rates: {
    mailsPerSec: config.notices.mailsPerSecond,
    smsPartsPerSec: config.notices.smsPerSecond,
    eurosPerSmsPart: config.notices.sms?.priceEuros ?? 0,
    eurosPerThousandMails: EUROS_PER_THOUSAND_MAILS,
    budgetEuros: config.notices.budget,
  },
  hash: hashOf,
});

/** In flight at once: enough to hide a provider's latency, few enough to be polite. Chosen. */
const CONCURRENCY = { mail: 8, sms: 2 } as const;
/** Of mail a second's worth is marked at once; of SMS few, since a kill makes them unknown. */
const SMS_BATCH = 2;

export function sendSettings(
  config: Config,
  wordings: Wordings,
  clock: Clock,
  optOutLinks: OptOutLinks,
): PerformSettings['send'] {
  const { notices, organisation } = config;
  const domain = notices.from.slice(notices.from.lastIndexOf('@') + 1);
  return {
    wordings,
    timeZone: organisation.timeZone,
    smsSender: notices.sms?.sender ?? 'PREAU',
    mailDomain: domain,
    unsubscribeUrl: ({ key }) => optOutLinks.urlFor(key),
    hash: hashOf,
    mail: {
      turnstile: rateLimit(clock, notices.mailsPerSecond),
      concurrency: CONCURRENCY.mail,
      batch: Math.max(1, Math.min(200, Math.round(notices.mailsPerSecond))),
    },
    sms: {
      turnstile: rateLimit(clock, notices.smsPerSecond),
      concurrency: CONCURRENCY.sms,
      batch: SMS_BATCH,
    },
  };
}
