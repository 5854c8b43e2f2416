import type { StatusView } from '../../../app/views/status-view.ts';
import { isoTime } from '../../markup/clock.ts';

/** The one page that there is. */
export const PAGE_ID = 'preau';

/** What every file of Statuspage's shape begins with. */
export const statuspagePage = (view: StatusView): object => ({
  id: PAGE_ID,
  name: view.organisation,
  url: view.pageUrl,
  time_zone: view.timeZone,
  updated_at: isoTime(view.at),
});

/** What that shape has no room for, at the end of every file. */
export const statuspageExtra = (view: StatusView): object => ({
  generated_at: isoTime(view.at),
  observed_at: isoTime(view.observedAt),
  stale: view.stale,
  drill: view.drill,
  rehearsal: view.rehearsal,
});
