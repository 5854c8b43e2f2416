import type { Config } from '../../../config/schema.ts';
import type { EpochMs } from '../../../core/units.ts';
import { calendarEnds } from '../../local/calendar-ends.ts';
import { finding, type Finding } from './finding.ts';

/** Whether SMS to schools end with the school calendar; nothing to say = no finding. */
export const checkCalendar = (config: Config, now: EpochMs): readonly Finding[] =>
  calendarEnds(config, now).map(({ values = {} }) => finding('sms', 'sms-calendar-over', values));
