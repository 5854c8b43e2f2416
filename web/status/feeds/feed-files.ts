import type { StatusView } from '../../../app/views/status-view.ts';
import type { Words } from '../../../app/views/words.ts';
import { atomFeed } from './atom-feed.ts';
import { badge } from './badge.ts';
import { calendarFile } from './calendar-file.ts';
import { capFiles } from './cap-files.ts';
import { statuspageFiles } from './statuspage-files.ts';

/** The feeds and files beside the page in the organisation's language, by path from its root. */
export function feedFiles(view: StatusView, words: Words): ReadonlyMap<string, string> {
  return new Map([
    ...statuspageFiles(view, words),
    ['history.atom', atomFeed(view, words, 'history.atom')],
    ...capFiles(view, words),
    ['calendar.ics', calendarFile(view, words)],
    ...view.platforms.map((line) => [`badges/${line.id}.svg`, badge(line)] as const),
  ]);
}
