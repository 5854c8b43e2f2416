import type { PublicIncident, PublicWords } from '../../../app/views/incident-history.ts';
import type { StatusView } from '../../../app/views/status-view.ts';
import type { Words } from '../../../app/views/words.ts';
import type { EpochMs } from '../../../core/units.ts';
import { isoTime } from '../../markup/clock.ts';
import { pageBase, pageHost } from './page-base.ts';
import { writeXml, type XmlElement } from './write-xml.ts';

/** The latest entries, chosen: a week of bad mornings, and a file that a phone reads at once. */
const MOST_ENTRIES = 100;

/**
 * Every notice as its readers got it, one entry each, the latest first.
 *
 * An entry's id is made of its notice's and never changes; nothing in the feed says when it was
 * written, so that it stays the same byte for byte until something is said.
 *
 * @param path where the feed lies below the page, e.g. `en/history.atom`
 * @see https://www.rfc-editor.org/rfc/rfc4287
 */
export function atomFeed(view: StatusView, words: Words, path: string): string {
  const base = pageBase(view);
  const said = view.incidents
    .flatMap((incident) => incident.words.map((word) => ({ incident, word })))
    .toSorted((one, other) => other.word.at - one.word.at)
    .slice(0, MOST_ENTRIES);
  return writeXml({
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      '@xml:lang': view.language,
      id: `${base}${path}`,
      title: `${words('feeds.history')} · ${view.organisation}`,
      updated: isoTime(said[0]?.word.at ?? quietSince(view)),
      link: [
        { '@rel': 'self', '@type': 'application/atom+xml', '@href': `${base}${path}` },
        { '@rel': 'alternate', '@type': 'text/html', '@href': base },
      ],
      author: { name: view.organisation, uri: base },
      generator: 'Préau',
      entry: said.map(({ incident, word }) => entry(incident, word, view)),
    },
  });
}

/** The same in every language: it is the notice that is told of. A tag as RFC 4151 has it. */
export const wordTag = ({ id, at }: PublicWords, view: StatusView): string =>
  `tag:${pageHost(view)},${isoTime(at).slice(0, 10)}:${id}`;

/** Where nothing was said yet: since when it is so, which does not change with each writing. */
export const quietSince = ({ platforms }: StatusView): EpochMs =>
  platforms.map(({ since }) => since).reduce((one, other) => (other > one ? other : one), ZERO);

const ZERO = 0 as EpochMs;

function entry(incident: PublicIncident, word: PublicWords, view: StatusView): XmlElement {
  const link = `${pageBase(view)}#${incident.platform}`;
  return {
    id: `${wordTag(word, view)}:${view.language}`,
    title: word.subject,
    updated: isoTime(word.at),
    published: isoTime(word.at),
    link: { '@rel': 'alternate', '@type': 'text/html', '@href': link },
    category: [{ '@term': word.phase, '@label': word.phaseWord }, { '@term': incident.platform }],
    summary: word.sms,
    content: { '@type': 'text', '#': word.mail },
  };
}
