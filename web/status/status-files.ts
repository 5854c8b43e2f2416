import type { StatusView } from '../../app/views/status-view.ts';
import type { Words } from '../../app/views/words.ts';
import { atomFeed } from './feeds/atom-feed.ts';
import { feedFiles } from './feeds/feed-files.ts';
import { ALONE, folderOf, type PagePlace } from './page-place.ts';
import { PUSH_WORKER } from './push-worker.ts';
import { renderAcademies } from './render-academies.ts';
import { renderAccessibility } from './render-accessibility.ts';
import { renderMessages } from './render-messages.ts';
import { renderStatus } from './render-status.ts';

/**
 * Every file of the status page in one language, by its path from the page's root, for the `Pages`
 * port.
 */
export function statusFiles(
  view: StatusView,
  words: Words,
  place: PagePlace = ALONE,
): ReadonlyMap<string, string> {
  return new Map([
    ...languageFiles(view, words, place),
    ...feedFiles(view, words),
    ...(view.push ? [['push-worker.js', PUSH_WORKER] as const] : []),
  ]);
}

/** The pages that people read and their feed, the first page first: what a further language has. */
export function languageFiles(
  view: StatusView,
  words: Words,
  place: PagePlace,
): ReadonlyMap<string, string> {
  const folder = place.languages.length === 0 ? '' : folderOf(view.language, place.languages);
  return new Map([
    ['index.html', renderStatus(view, words, place)],
    ['messages.html', renderMessages(view, words, place)],
    ['accessibility.html', renderAccessibility(view, words, place)],
    ...(view.academies.length > 0
      ? [['academies.html', renderAcademies(view, words, place)] as const]
      : []),
    ['history.atom', atomFeed(view, words, `${folder}history.atom`)],
  ]);
}
