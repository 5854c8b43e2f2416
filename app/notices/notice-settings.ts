import type { PlanSettings } from './plan-notice.ts';
import type { Config } from '../../config/schema.ts';
import type { Channel } from '../../core/notice/delivery.ts';
import type { Wordings } from '../../core/notice/wording.ts';
import type { Policy } from '../../core/policy.ts';
import type { SchoolCalendar } from '../../core/school/school-calendar.ts';
import type { Turnstile } from './rate-limit.ts';
import type { PerformSendSettings } from '../perform/perform-send.ts';

/** SHA-256, lower-case hexadecimal. */
type Hash = (text: string) => string;

/**
 * @param calendar of `data/`, with the years that the configuration adds
 * @param eurosPerThousandMails 0 for a relay of one's own
 */
export const planSettings = (
  config: Config,
  policy: Policy,
  wordings: Wordings,
  hash: Hash,
  calendar: SchoolCalendar,
  eurosPerThousandMails = 0,
): PlanSettings => ({
  platforms: policy.platforms,
  wordings,
  timeZone: config.organisation.timeZone,
  rates: {
    mailsPerSec: config.notices.mailsPerSecond,
    smsPartsPerSec: config.notices.smsPerSecond,
    eurosPerSmsPart: config.notices.sms?.priceEuros ?? 0,
    eurosPerThousandMails,
    budgetEuros: config.notices.budget,
  },
  calendar,
  smsSpacingMs: config.notices.smsSpacing,
  ...kept(config.notices.escalation),
  hash,
});

/** In flight at once: enough to hide a provider's latency, few enough to be polite. Chosen. */
const CONCURRENCY = { mail: 8, sms: 2 } as const;
/** Of mail a second's worth is marked at once; of SMS few, since a kill makes them unknown. */
const SMS_BATCH = 2;

/** What a home gives sending beside the configuration. */
export interface SendMeans {
  readonly hash: Hash;
  /** The link by which the contact of a delivery leaves. */
  readonly unsubscribeUrl: (deliveryKey: string) => string;
  /** The link by which its reader says that it was read. Absent where no channel carries one. */
  readonly acknowledgeUrl?: (deliveryKey: string) => string;
  /** Keeps the account's quota: one turnstile a channel, for all notices. */
  readonly turnstile: (channel: Channel, perSec: number) => Turnstile;
  /** As plans are made by. */
  readonly calendar: SchoolCalendar;
  /** In [0, 1). */
  readonly random: () => number;
}

export function sendSettings(
  config: Config,
  wordings: Wordings,
  means: SendMeans,
): PerformSendSettings {
  const { notices, organisation } = config;
  const domain = notices.from.slice(notices.from.lastIndexOf('@') + 1);
  return {
    wordings,
    timeZone: organisation.timeZone,
    smsSender: notices.sms?.sender ?? 'PREAU',
    mailDomain: domain,
    unsubscribeUrl: ({ key }) => means.unsubscribeUrl(key),
    ...acknowledged(means),
    ...called(notices.escalation),
    calendar: means.calendar,
    hash: means.hash,
    random: means.random,
    mail: {
      turnstile: means.turnstile('mail', notices.mailsPerSecond),
      concurrency: CONCURRENCY.mail,
      batch: Math.max(1, Math.min(200, Math.round(notices.mailsPerSecond))),
    },
    sms: {
      turnstile: means.turnstile('sms', notices.smsPerSecond),
      concurrency: CONCURRENCY.sms,
      batch: SMS_BATCH,
    },
  };
}

const acknowledged = ({
  acknowledgeUrl,
}: SendMeans): Pick<PerformSendSettings, 'acknowledgeUrl'> =>
  acknowledgeUrl === undefined ? {} : { acknowledgeUrl: ({ key }) => acknowledgeUrl(key) };

/** Nobody is promised to be spared a call that is never made. */
const called = (
  escalation: Config['notices']['escalation'],
): Pick<PerformSendSettings, 'calledFor'> =>
  escalation?.levels.includes('telephone') ? { calledFor: escalation.phases } : {};

/** Numbers are kept for a level that there is, and for no other reason. */
const kept = (escalation: Config['notices']['escalation']): Pick<PlanSettings, 'keepBack'> =>
  escalation === undefined || !escalation.levels.includes('sms')
    ? {}
    : { keepBack: { roles: escalation.keepBack, phases: escalation.phases } };
