import type { Words } from '../../app/views/words.ts';
import { deliveryFacts } from '../../core/notice/delivery-facts.ts';
import { type DurationMs, hours } from '../../core/units.ts';
import type { Answer } from '../http/answer.ts';
import type { PageRequest } from '../http/page-request.ts';
import { html } from '../markup/html.ts';
import { isLooking, keyIn, linkPage, refuseMethod } from '../answers/link-page.ts';

/** Who may leave, and how it is written down. */
export interface OptOuts {
  /** Whether the link was made by this home for this delivery. */
  readonly knows: (key: string, proof: string) => boolean;
  /** @returns false when no such delivery was ever planned */
  readonly leave: (key: string) => Promise<boolean>;
  /** @returns whether the contact gets messages again; false when it left longer ago than `within` */
  readonly comeBack: (key: string, within: DurationMs) => Promise<boolean>;
}

/** A slip is seen at once; later, whoever runs the home asks the school first. Chosen. */
const UNDONE_WITHIN = hours(1);

/** Beside the proof, in the address that the undo button posts to. */
const UNDO = 'retour';

/**
 * `/stop/<delivery>?p=<proof>`: one contact leaves, by one click in the mail program (RFC 8058) or
 * by the button of this page.
 *
 * GET only shows the button: mail gateways follow every link, and one of them once unsubscribed a
 * whole staff. Only POST leaves, and only with the proof that the mail itself carried. The body,
 * `List-Unsubscribe=One-Click`, says nothing that the address does not, and is not read.
 *
 * Only this address on this channel leaves. The page says what is lost, and for an hour one more
 * POST takes it back.
 */
export async function answerOptOut(
  { method, url }: Pick<PageRequest, 'method' | 'url'>,
  optOuts: OptOuts,
  words: Words,
  language: 'fr' | 'en',
): Promise<Answer> {
  const key = keyIn(url, '/stop/');
  const proof = url.searchParams.get('p') ?? '';
  const page = (status: number, state: PageState): Answer =>
    optOutPage(status, state, words, language, url);
  if (key === null || !optOuts.knows(key, proof)) return page(404, 'unknown');
  if (isLooking(method)) return page(200, 'ask');
  if (method !== 'POST') return refuseMethod();
  if (url.searchParams.has(UNDO))
    return (await optOuts.comeBack(key, UNDONE_WITHIN)) ? page(200, 'back') : page(409, 'stays');
  return (await optOuts.leave(key)) ? page(200, 'done') : page(404, 'unknown');
}

/** When it cannot be written down now: nobody is told that they have left who has not. */
export const optOutLater = (words: Words, language: 'fr' | 'en'): Answer => ({
  ...optOutPage(503, 'later', words, language, new URL('http://home/stop/')),
  headers: { 'retry-after': '60' },
});

type PageState = 'ask' | 'done' | 'back' | 'stays' | 'unknown' | 'later';

function optOutPage(
  status: number,
  state: PageState,
  words: Words,
  language: 'fr' | 'en',
  url: URL,
): Answer {
  const facts = deliveryFacts(keyIn(url, '/stop/') ?? '');
  const channel = facts?.channel ?? 'mail';
  const known = state !== 'unknown' && state !== 'later';
  return linkPage(status, {
    language,
    drill: known && facts?.phase === 'drill',
    title: words('stop.title'),
    body: html`<p role="status">${words(`stop.${state}`)}</p>${state === 'ask' && lost(channel, words)}${button(state, url, words)}`,
  });
}

/** What goes on, and what nobody will hear of any more. */
const lost = (channel: 'mail' | 'sms', words: Words) =>
  html`<ul><li>${words(`stop.keeps.${channel}`)}</li><li>${words('stop.school')}</li></ul>`;

function button(state: PageState, url: URL, words: Words) {
  if (state !== 'ask' && state !== 'done') return null;
  const action = new URL(url);
  action.searchParams.delete(UNDO);
  if (state === 'done') action.searchParams.set(UNDO, '1');
  return html`<form method="post" action="${action.pathname}${action.search}">
<p><button type="submit">${words(state === 'ask' ? 'stop.button' : 'stop.undo')}</button></p></form>`;
}
