import type { Words } from '../../app/views/words.ts';
import { type Answer, HTML } from '../http/answer.ts';
import type { Clock } from '../markup/clock.ts';
import { INBOX_POLICY } from './inbox-page.ts';
import type { InboxQuery, InboxSource } from './inbox-source.ts';
import { renderInbox } from './render-inbox.ts';
import { renderMessage, renderNoMessage } from './render-message.ts';

/** Messages on one page of the list; chosen. */
const PAGE_SIZE = 50;

/** Longer searches and ids are cut: nobody types them. */
const MOST_SEARCH = 100;
const MOST_ID = 300;

/** Answer for `/courrier/`; a home without sinks says so. */
export async function answerInbox(
  url: URL,
  source: InboxSource | null,
  clock: Clock,
  words: Words,
): Promise<Answer> {
  if (source === null) return page(404, renderNoMessage(clock, words, 'noInbox'));
  if (url.pathname === '/courrier/message') {
    const message = await source.get((url.searchParams.get('id') ?? '').slice(0, MOST_ID));
    return message === null
      ? page(404, renderNoMessage(clock, words, 'notFound'))
      : page(200, renderMessage(message, clock, words));
  }
  if (url.pathname !== '/courrier/') return page(404, renderNoMessage(clock, words, 'notFound'));
  const query = queryOf(url.searchParams);
  const [items, counts] = await Promise.all([source.list(query), source.counts()]);
  return page(200, renderInbox({ query, items, counts }, clock, words));
}

function queryOf(given: URLSearchParams): InboxQuery {
  const channel = given.get('channel');
  const search = (given.get('search') ?? '').trim().slice(0, MOST_SEARCH);
  const before = (given.get('before') ?? '').slice(0, MOST_ID);
  return {
    limit: PAGE_SIZE,
    ...((channel === 'mail' || channel === 'sms') && { channel }),
    ...(search !== '' && { search }),
    ...(before !== '' && { before }),
  };
}

const page = (status: number, body: string): Answer => ({
  status,
  type: HTML,
  body,
  policy: INBOX_POLICY,
});
