import { ICalCalendar, type ICalEventData } from 'ical-generator';
import { markDrill } from '../../../app/views/drill-mark.ts';
import type { StatusView } from '../../../app/views/status-view.ts';
import type { Words } from '../../../app/views/words.ts';
import { cleanLine } from './clean-text.ts';
import { pageBase, pageHost } from './page-base.ts';

/** Of a name and a sentence, chosen. */
const LINE_MAX = 200;

/**
 * Drills of the last 90 days and closings by owners, for calendars. What has no end yet has none here
 * either. Nothing in it says when it was written.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545
 */
export function calendarFile(view: StatusView, words: Words): string {
  const calendar = new ICalCalendar({
    name: cleanLine(`${words('feeds.calendar')} · ${view.organisation}`, LINE_MAX),
    prodId: { company: 'Preau', product: 'status', language: view.language.toUpperCase() },
    url: `${pageBase(view)}calendar.ics`,
  });
  for (const event of [...drills(view, words), ...closings(view, words)]) {
    calendar.createEvent(event);
  }
  return `${calendar.toString()}\r\n`;
}

function drills(view: StatusView, words: Words): readonly ICalEventData[] {
  return view.incidents
    .filter(({ drill }) => drill)
    .map(({ id, platform, platformName, fellAt, closedAt }) => ({
      id: `${id}@${pageHost(view)}`,
      start: new Date(fellAt),
      ...(closedAt !== null && { end: new Date(closedAt) }),
      stamp: new Date(closedAt ?? fellAt),
      summary: cleanLine(
        markDrill(words('feeds.drill', { platform: platformName }), true),
        LINE_MAX,
      ),
      url: `${pageBase(view)}#${platform}`,
    }));
}

function closings(view: StatusView, words: Words): readonly ICalEventData[] {
  return view.platforms
    .filter(({ look, drill }) => look === 'suspended' && !drill)
    .map(({ id, name, since }) => ({
      id: `${id}-${since}@${pageHost(view)}`,
      start: new Date(since),
      stamp: new Date(since),
      summary: cleanLine(words('feeds.suspended', { platform: name }), LINE_MAX),
      url: `${pageBase(view)}#${id}`,
    }));
}
