// Goal: a calendar that subscribes shows drills and closings, and no outage.
// Method: a parser of calendars not written here reads them.
import ical from 'node-ical';
import { expect, test } from 'vitest';
import { epochMs } from '../../../core/units.ts';
import { calendarFile } from '../../../web/status/feeds/calendar-file.ts';
import { readWords } from '../../../web/words.ts';
import { HOSTILE, incidentWith, poisoned, view, viewWith } from './fixtures.ts';

const words = readWords('fr');

const eventsOf = (text: string) =>
  Object.values(ical.sync.parseICS(text)).flatMap((one) => (one?.type === 'VEVENT' ? [one] : []));

test('holds each drill from its beginning to its end, marked, and what its owner closed', () => {
  const drill = incidentWith(['drill'], { drill: true, closedAt: view.at });
  const events = eventsOf(calendarFile(viewWith(drill, incidentWith(['outage'])), words));
  expect(events.map(({ summary }) => summary)).toEqual([
    'EXERCICE · Exercice sur ENT Occitanie, sans panne',
    "Mon Bureau Numérique (Grand Est)\u00A0: fermée par son propriétaire, jusqu'à nouvel avis",
  ]);
  expect(events[0]?.start.getTime()).toBe(drill.fellAt);
  expect(events[0]?.end?.getTime()).toBe(view.at);
  expect(events[0]?.uid).toBe(`${drill.id}@etat.preau.example`);
});

test('is the same when it is written again later', () => {
  const later = { ...view, at: epochMs(view.at + 60_000) };
  expect(calendarFile(later, words)).toBe(calendarFile(view, words));
});

test('lets no name end a line and begin a property of its own', () => {
  const text = calendarFile(poisoned(`ENT\r\nATTACH:file:///etc/passwd\r\n${HOSTILE}`), words);
  expect(text).not.toMatch(/^ATTACH/m);
  expect(eventsOf(text)).toHaveLength(1);
});
