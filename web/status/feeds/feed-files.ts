import type { StatusView } from '../../../app/views/status-view.ts';
import type { Words } from '../../../app/views/words.ts';
import { badge } from './badge.ts';
import { calendarFile } from './calendar-file.ts';
import { capFiles } from './cap-files.ts';
import { statuspageFiles } from './statuspage-files.ts';

/**
 * The feeds and files beside the page, by path from its root, in the organisation's language. Its
 * history is beside each language's own page.
 */
export function feedFiles(view: StatusView, words: Words): ReadonlyMap<string, string> {
  return new Map([
    ...statuspageFiles(view, words),
    ...capFiles(view, words),
    ['calendar.ics', calendarFile(view, words)],
    ...view.platforms.map((line) => [`badges/${line.id}.svg`, badge(line)] as const),
  ]);
}
