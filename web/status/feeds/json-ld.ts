import type { StatusView } from '../../../app/views/status-view.ts';
import { isoTime } from '../../markup/clock.ts';
import { cleanText } from './clean-text.ts';
import { pageBase } from './page-base.ts';

/** The latest of what is open, chosen: the page that carries it stays light. */
const MOST = 5;

/**
 * The outages that are open as schema.org's SpecialAnnouncement, for the inside of a
 * `<script type="application/ld+json">`. It cannot end that element. No drill is in it.
 *
 * @returns null while there is nothing to announce
 * @see https://schema.org/SpecialAnnouncement
 */
export function jsonLd(view: StatusView): string | null {
  const base = pageBase(view);
  const open = view.incidents
    .filter(({ closedAt, drill }) => closedAt === null && !drill)
    .slice(0, MOST);
  if (open.length === 0 || view.rehearsal) return null;
  const graph = open.map(({ headline, words, platform, confirmedAt }) => ({
    '@type': 'SpecialAnnouncement',
    name: cleanText(headline),
    text: cleanText(words.at(-1)?.sms ?? headline),
    datePosted: isoTime(words.at(-1)?.at ?? confirmedAt),
    inLanguage: view.language,
    url: `${base}#${platform}`,
    webFeed: `${base}history.atom`,
    publisher: { '@type': 'Organization', name: cleanText(view.organisation) },
  }));
  const text = JSON.stringify({ '@context': 'https://schema.org', '@graph': graph });
  return text.replaceAll('<', String.raw`\u003c`);
}
