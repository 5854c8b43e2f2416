import type { Owner } from '../platform.ts';
import type { Contact, School } from '../school/school.ts';
import type { SchoolCalendar } from '../school/school-calendar.ts';
import type { DurationMs, EpochMs } from '../units.ts';
import type { Delivery } from './delivery.ts';
import type { PlanRates } from './estimate-plan.ts';
import type { RingingHours } from './hold-for-quiet-hours.ts';
import type { NoticeContent } from './notice.ts';
import type { EarlierSms } from './space-sms.ts';

/** A school and its ways to be reached, as the directory gives them. */
export interface Addressee {
  readonly school: School;
  readonly contacts: readonly Contact[];
}

/** All that a plan is made of, beside the schools. */
export interface PlanRequest {
  readonly notice: string;
  readonly content: NoticeContent;
  readonly owners: readonly Owner[];
  readonly now: EpochMs;
  /** When the notice leaves by itself: hours and limits are judged from then. Absent = at once. */
  readonly sendAt?: EpochMs;
  readonly rates: PlanRates;
  readonly ringingHours: RingingHours;
  readonly calendar: SchoolCalendar;
  /** Of a number whose school is not known any more: the organisation's. */
  readonly timeZone: string;
  /** Between two SMS to one number; zero = no limit at all. */
  readonly smsSpacingMs: DurationMs;
  /** By number: SMS of other notices of the last day, sent or yet to be. Absent = none. */
  readonly earlierSms?: ReadonlyMap<string, readonly EarlierSms[]>;
  /** Parts of the SMS in each language. */
  readonly smsSegments: { readonly [language in Delivery['language']]: number };
  /** SHA-256 of a text, in lower-case hexadecimal. */
  readonly hash: (text: string) => string;
  /** Addresses that asked for silence, normalised: nobody writes to them. Absent = none. */
  readonly silent?: ReadonlySet<string>;
  /** For a correction: the deliveries of the notice that it corrects, but for refused ones. */
  readonly readers?: readonly Delivery[];
}
