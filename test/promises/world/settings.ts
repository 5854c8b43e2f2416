import { loadDirectoryTables } from '../../../adapters/local/directory-tables.ts';
import { hashOf } from '../../../adapters/local/hash.ts';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { readCalendarSpans } from '../../../adapters/local/read-calendar.ts';
import type { CollectSettings } from '../../../app/cause/collect-for.ts';
import type { PlanSettings } from '../../../app/notices/plan-notice.ts';
import { rateLimit } from '../../../app/notices/rate-limit.ts';
import type { PerformSendSettings } from '../../../app/perform/perform-send.ts';
import type { Clock } from '../../../app/ports.ts';
import type { Policy } from '../../../core/policy.ts';
import { schoolCalendar } from '../../../core/school/school-calendar.ts';
import { minutes } from '../../../core/units.ts';
import { readWords } from '../../../web/words.ts';
import type { Chance } from './chance.ts';

/** The real words, calendar and hash: read once for all worlds of a process. */
const WORDINGS = readNoticeWordings();
const CALENDAR = schoolCalendar(readCalendarSpans(), loadDirectoryTables().academies);
const WORDS = readWords('fr');
const TIME_ZONE = 'Europe/Paris';

/** Clock time that passes in a second of a machine's: a simulated home beats every 20 s of it. */
export const PACE = 200;

/** Messages a second of a machine's: fast, since a slow morning costs and shows nothing more. */
const PER_SEC = 10_000;

export const planSettings = ({ platforms, notices }: Policy): PlanSettings => ({
  platforms,
  wordings: WORDINGS,
  timeZone: TIME_ZONE,
  rates: {
    mailsPerSec: PER_SEC,
    smsPartsPerSec: PER_SEC,
    eurosPerSmsPart: 0.05,
    eurosPerThousandMails: 0.1,
    budgetEuros: notices.budgetEuros,
  },
  calendar: CALENDAR,
  smsSpacingMs: minutes(10),
  hash: hashOf,
});

export const sendSettings = (clock: Clock, chance: Chance): PerformSendSettings => ({
  wordings: WORDINGS,
  timeZone: TIME_ZONE,
  smsSender: 'PREAU',
  mailDomain: 'preau.example',
  unsubscribeUrl: ({ key }) => `https://preau.example/stop/${encodeURIComponent(key)}?p=00`,
  acknowledgeUrl: ({ key }) => `https://preau.example/vu/${encodeURIComponent(key)}?p=00`,
  calendar: CALENDAR,
  hash: hashOf,
  random: () => chance.next(),
  mail: { turnstile: rateLimit(clock, PER_SEC), concurrency: 4, batch: 8 },
  sms: { turnstile: rateLimit(clock, PER_SEC), concurrency: 2, batch: 2 },
});

export const collectSettings: CollectSettings = {
  calendar: [],
  speech: { words: WORDS, language: 'fr', timeZone: TIME_ZONE },
};
