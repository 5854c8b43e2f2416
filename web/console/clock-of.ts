import type { NowView } from '../../app/views/now-view.ts';

/** How a page writes instants and numbers, whatever the hour: parts that take no more can be kept. */
export type PageClock = Pick<NowView, 'language' | 'timeZone'>;

/** Of a view no more than that. */
export const clockOf = ({ language, timeZone }: PageClock): PageClock => ({ language, timeZone });
