import type { StatusView } from '../../../app/views/status-view.ts';
import type { Words } from '../../../app/views/words.ts';
import { hours } from '../../../core/units.ts';
import { isoTime } from '../../markup/clock.ts';
import { quietSince } from './atom-feed.ts';
import { capAlert } from './cap-alert.ts';
import { capChain, type CapMessage } from './cap-chain.ts';
import { cleanLine } from './clean-text.ts';
import { pageBase, pageHost } from './page-base.ts';
import { writeXml, type XmlElement } from './write-xml.ts';

/** An alert is for now: those of falls that ended longer ago are in the history alone. Chosen. */
const SHOWN_AFTER_END = hours(72);

/** Bound of the index and of the files beside it, chosen. */
const MOST_MESSAGES = 60;

/** The alerts of what is open or ended lately, a file each, and `cap/index.atom` that lists them. */
export function capFiles(view: StatusView, words: Words): ReadonlyMap<string, string> {
  const messages = view.incidents
    .filter(({ closedAt }) => closedAt === null || view.at - closedAt <= SHOWN_AFTER_END)
    .flatMap(capChain)
    .toSorted((one, other) => other.sent - one.sent)
    .slice(0, MOST_MESSAGES);
  return new Map([
    ['cap/index.atom', index(messages, view, words)],
    ...messages.map((one) => [pathOf(one), capAlert(one, view, words)] as const),
  ]);
}

const pathOf = ({ identifier }: CapMessage): string => `cap/${identifier}.xml`;

function index(messages: readonly CapMessage[], view: StatusView, words: Words): string {
  const base = pageBase(view);
  return writeXml({
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      '@xml:lang': view.language,
      id: `${base}cap/index.atom`,
      title: `${words('feeds.alerts')} · ${view.organisation}`,
      updated: isoTime(messages[0]?.sent ?? quietSince(view)),
      link: { '@rel': 'self', '@type': 'application/atom+xml', '@href': `${base}cap/index.atom` },
      author: { name: view.organisation, uri: base },
      entry: messages.map((message) => entry(message, view)),
    },
  });
}

function entry(message: CapMessage, view: StatusView): XmlElement {
  const { identifier, sent, incident, type, word } = message;
  const { drill, headline } = incident;
  const href = `${pageBase(view)}${pathOf(message)}`;
  return {
    id: `tag:${pageHost(view)},${isoTime(sent).slice(0, 10)}:cap/${identifier}`,
    title: cleanLine(word?.subject ?? headline, 160),
    updated: isoTime(sent),
    link: { '@rel': 'alternate', '@type': 'application/cap+xml', '@href': href },
    category: [{ '@term': type }, { '@term': drill || view.rehearsal ? 'Exercise' : 'Actual' }],
    summary: headline,
  };
}
