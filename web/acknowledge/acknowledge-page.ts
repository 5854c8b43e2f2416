import type { AcknowledgedDelivery } from '../../app/notices/people-ledger.ts';
import type { Words } from '../../app/views/words.ts';
import { isTooOld } from '../../core/notice/acknowledge.ts';
import { type DeliveryFacts, deliveryFacts } from '../../core/notice/delivery-facts.ts';
import type { Platform } from '../../core/platform.ts';
import type { EpochMs } from '../../core/units.ts';
import { isLooking, keyIn, linkPage, refuseMethod } from '../answers/link-page.ts';
import type { Answer } from '../http/answer.ts';
import type { PageRequest } from '../http/page-request.ts';
import { type Clock, formatDate, formatTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';

/** Whose word counts, and how it is written down. */
export interface Acknowledging {
  /** Whether the link was made by this home for this delivery. */
  readonly knows: (key: string, proof: string) => boolean;
  /** Looks only. @returns null when no such delivery is known, or no longer */
  readonly look: (key: string) => Promise<AcknowledgedDelivery | null>;
  /** @returns the first time it was said; null when no such delivery is known */
  readonly acknowledge: (key: string) => Promise<EpochMs | null>;
  readonly now: () => EpochMs;
  readonly platforms: readonly Pick<Platform, 'id' | 'name' | 'timeZone'>[];
  /** The organisation's, for a platform without its own. */
  readonly timeZone: string;
}

/**
 * `/vu/<delivery>?p=<proof>`: a reader says that the message was read, for every school that it was
 * for. GET and HEAD show what it was about and one button, and change nothing; only POST confirms.
 * A second POST says since when. What the page says comes from the delivery's own key and its
 * recipients: it names no other reader.
 */
export async function answerAcknowledge(
  { method, url }: Pick<PageRequest, 'method' | 'url'>,
  people: Acknowledging,
  words: Words,
  language: 'fr' | 'en',
): Promise<Answer> {
  const key = keyIn(url, '/vu/') ?? '';
  const facts = deliveryFacts(key);
  if (facts === null || !people.knows(key, url.searchParams.get('p') ?? ''))
    return wordless(404, 'unknown', words, language);
  const known = await people.look(key);
  const about: About = { facts, known, people, words, language };
  if (known === null || isTooOld(facts, people.now())) return told(410, 'over', about);
  if (isLooking(method)) {
    return known.at === null ? asked(about, url) : told(200, 'again', about, known.at);
  }
  if (method !== 'POST') return refuseMethod();
  const at = await people.acknowledge(key);
  if (at === null) return told(410, 'over', about);
  return told(200, known.at === null ? 'done' : 'again', about, at);
}

/** When it cannot be written down now: nobody is told that it was who must ask again. */
export const acknowledgeLater = (words: Words, language: 'fr' | 'en'): Answer => ({
  ...wordless(503, 'later', words, language),
  headers: { 'retry-after': '60' },
});

interface About {
  readonly facts: DeliveryFacts;
  readonly known: AcknowledgedDelivery | null;
  readonly people: Acknowledging;
  readonly words: Words;
  readonly language: 'fr' | 'en';
}

const wordless = (
  status: number,
  state: 'unknown' | 'later',
  words: Words,
  language: 'fr' | 'en',
): Answer =>
  linkPage(status, {
    language,
    drill: false,
    title: words('seen.title'),
    body: html`<p role="status">${words(`seen.${state}`)}</p>`,
  });

function asked(about: About, url: URL): Answer {
  const { words } = about;
  return paged(
    200,
    about,
    html`<p>${words('seen.ask')}</p>${facts(about)}
<form method="post" action="${url.pathname}${url.search}">
<p><button type="submit">${words('seen.button')}</button></p></form>
<p class="soft small">${words('seen.noPassword')}</p>`,
  );
}

function told(
  status: number,
  state: 'done' | 'again' | 'over',
  about: About,
  at: EpochMs | null = null,
): Answer {
  const clock = clockOf(about);
  const when = at === null ? {} : { date: formatDate(at, clock), time: formatTime(at, clock) };
  return paged(
    status,
    about,
    html`<p role="status">${about.words(`seen.${state}`, when)}</p>${facts(about)}`,
  );
}

const paged = (status: number, { facts: { phase }, words, language }: About, body: Html): Answer =>
  linkPage(status, { language, drill: phase === 'drill', title: words('seen.title'), body });

/** Who, what, when. */
function facts(about: About): Html {
  const { facts: said, known, people, words } = about;
  const name = people.platforms.find(({ id }) => id === said.platform)?.name ?? said.platform;
  const clock = clockOf(about);
  const lines: readonly (readonly [string, string])[] = [
    [words('seen.who'), known?.recipients.join(', ') ?? ''],
    [words('seen.what'), `${name} · ${words(`status.phase.${said.phase}`)}`],
    [
      words('seen.when'),
      words('seen.since', {
        date: formatDate(said.fellAt, clock),
        time: formatTime(said.fellAt, clock),
      }),
    ],
  ];
  const rows = lines.filter(([, value]) => value !== '');
  return html`<dl>${rows.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`;
}

function clockOf({ facts: { platform }, people, language }: About): Clock {
  const own = people.platforms.find(({ id }) => id === platform)?.timeZone;
  return { language, timeZone: own ?? people.timeZone };
}
