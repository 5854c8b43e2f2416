import type { Look } from '../../../app/views/look.ts';
import type { PastCorrection, StatusLine } from '../../../app/views/status-line.ts';
import type { StatusView } from '../../../app/views/status-view.ts';
import type { EpochMs } from '../../../core/units.ts';
import { isoTime } from '../../markup/clock.ts';
import { PAGE_ID } from './statuspage-page.ts';

const STATUS: { readonly [look in Look]: string } = {
  up: 'operational',
  suspect: 'degraded_performance',
  degraded: 'degraded_performance',
  down: 'major_outage',
  sheltered: 'partial_outage',
  returning: 'partial_outage',
  shared: 'degraded_performance',
  suspended: 'under_maintenance',
  unseen: 'degraded_performance',
};

/** One platform as a component of Statuspage's. */
export function statuspageComponent(line: StatusLine, view: StatusView): object {
  return {
    id: line.id,
    name: line.name,
    status: componentStatus(line),
    description: line.lookWord,
    position: view.platforms.indexOf(line) + 1,
    created_at: sinceTime(line.since, view),
    updated_at: isoTime(view.at),
    showcase: true,
    start_date: null,
    group_id: null,
    page_id: PAGE_ID,
    group: false,
    only_show_if_degraded: false,
    preau: {
      look: line.look,
      ...(line.past && { corrected: correctedPast(line.past) }),
      mirror: { active: isAtMirror(line.look), url: line.lessonsUrl },
    },
  };
}

/** A drilled platform works: whoever reads this one word alone must not take it for an outage. */
const componentStatus = ({ drill, look }: StatusLine): string =>
  drill ? 'under_maintenance' : STATUS[look];

export const isAtMirror = (look: Look): boolean =>
  look === 'sheltered' || look === 'returning' || look === 'shared';

/** Before the first measurement there is no instant, and the shape wants one. */
const sinceTime = (since: EpochMs, view: StatusView): string =>
  isoTime(since === 0 ? view.at : since);

/** Of a fall that is over and whose cause had to be corrected. */
const correctedPast = ({ reference, cause, correctedAt, earlier }: PastCorrection): object => ({
  reference,
  sentence: cause,
  corrected_at: isoTime(correctedAt),
  said_before: earlier.map(saidBefore),
});

/** What was said of the cause and taken back stays, with its times. */
export const saidBefore = ({ text, from, until }: StatusLine['earlier'][number]): object => ({
  sentence: text,
  from: isoTime(from),
  until: isoTime(until),
});
