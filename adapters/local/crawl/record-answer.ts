import { isLoginAddress } from '../../../core/mirror/crawl/acting-link.ts';
import { contentKind, saysNothing } from '../../../core/mirror/crawl/content-type.ts';
import { isBare, isLoginPage, needsScript } from '../../../core/mirror/crawl/login-page.ts';
import { decodeText } from '../../../app/mirror/decode-text.ts';
import type { CrawlDesk } from './crawl-desk.ts';
import type { AnswerHead } from './fetch-address.ts';
import type { Waiting } from './frontier.ts';
import { meetLinks, meetOne, ownAddress } from './meet-links.ts';
import type { Body } from './body-sink.ts';
import type { ReadAnswer } from './read-fetched-page.ts';
import { type ReadPage, readPage } from './read-page.ts';

/** How often an address is asked again that gave no answer, an error, or "too much". Chosen. */
const TRIES = { silent: 2, slow: 1, error: 1, tooMuch: 5, login: 3 } as const;

/** Write down what an answer means: a lesson, a redirect, nothing, or a later try. */
export function recordAnswer(desk: CrawlDesk, item: Waiting, { fetched, page }: ReadAnswer): void {
  switch (fetched.kind) {
    case 'failed':
      return recordFailure(desk, item, fetched.reason);
    case 'status':
      return recordStatus(desk, item, fetched.head.status);
    case 'redirect':
      return recordRedirect(desk, item, fetched.to);
    case 'refused':
      return fetched.reason === 'too-big'
        ? leaveOut(desk, item, 'too-big')
        : giveUp(desk, item, fetched.reason);
    case 'unwanted':
      return leaveOut(desk, item, 'type');
    case 'body':
      return recordBody(desk, item, fetched, page);
  }
}

function recordFailure(
  desk: CrawlDesk,
  item: Waiting,
  reason: 'too-slow' | 'unreachable' | 'off-limits' | 'paused',
): void {
  if (reason === 'paused') return desk.frontier.giveBack(item.id, false);
  if (reason === 'off-limits') return leaveOut(desk, item, reason);
  tryAgain(desk, item, reason === 'too-slow' ? TRIES.slow : TRIES.silent, reason);
}

function recordStatus(desk: CrawlDesk, item: Waiting, status: number): void {
  if (status === 304) return recordUnchanged(desk, item);
  if (status === 404 || status === 410) return leaveOut(desk, item, 'not-found');
  if (status === 401 || status === 403) return leaveOut(desk, item, 'forbidden');
  const isTooMuch = status === 429 || status === 503;
  if (status >= 500 || isTooMuch) {
    tryAgain(desk, item, isTooMuch ? TRIES.tooMuch : TRIES.error, 'unavailable');
  } else giveUp(desk, item, 'unavailable');
}

function tryAgain(desk: CrawlDesk, item: Waiting, tries: number, reason: string): void {
  if (item.tries < tries) desk.frontier.giveBack(item.id, true);
  else giveUp(desk, item, reason);
}

/** It could not be had: the copy of an earlier round is better than none. */
function giveUp(desk: CrawlDesk, item: Waiting, reason: string): void {
  desk.tally.failed += 1;
  if (desk.results.failed(item.id, reason)) desk.tally.keptOld += 1;
}

function leaveOut(desk: CrawlDesk, item: Waiting, reason: string): void {
  // It was a lesson until tonight.
  if (item.sha !== null) desk.tally.gone += 1;
  desk.results.settle(item.id, { kind: 'left-out', reason }, desk.request.clock.now());
}

function recordUnchanged(desk: CrawlDesk, item: Waiting): void {
  const { isAsset, links } = desk.results.unchanged(item.id, desk.request.clock.now());
  desk.tally.unchanged += 1;
  desk.tally.roundBytes += item.size;
  desk.tally.logins = 0;
  if (isAsset) return;
  if (links !== null) desk.frontier.meetAgain(links, item.depth + 1);
  else readAnew(desk, item);
}

/** The rules are others than when its links were read: they are read from the copy. */
function readAnew(desk: CrawlDesk, item: Waiting): void {
  const bytes = item.sha === null ? null : desk.pool.read(item.sha);
  if (bytes === null) return desk.results.setLinks(item.id, []);
  const page = readPage(decodeText(bytes), desk.settings.linksPerPage);
  desk.results.setLinks(item.id, linksOf(desk, item, page));
}

function recordRedirect(desk: CrawlDesk, item: Waiting, to: string): void {
  const address = ownAddress(desk.meeting, to, item.url);
  if (address !== null && isLoginAddress(address.address)) return recordLogin(desk, item);
  const place = { depth: item.depth, hops: item.hops + 1 };
  const target = address === null ? null : meetOne(desk.meeting, address, item.kind, place);
  if (target === null) return leaveOut(desk, item, 'redirected-away');
  const outcome = { kind: 'redirect', target } as const;
  desk.results.settle(item.id, outcome, desk.request.clock.now());
}

/** Three in a row: it is not the page that wants members, it is the session that has ended. */
const LOGINS_IN_A_ROW = 3;

function recordLogin(desk: CrawlDesk, item: Waiting): void {
  if (desk.request.session === undefined) return leaveOut(desk, item, 'login-page');
  desk.tally.logins += 1;
  if (desk.tally.logins >= LOGINS_IN_A_ROW) {
    desk.stop ??= {
      why: 'session-lost',
      detail: 'the site asks to log in where lessons were expected; renew the session',
    };
  }
  if (item.tries < TRIES.login) desk.frontier.giveBack(item.id, true);
  else leaveOut(desk, item, 'login-page');
}

function recordBody(
  desk: CrawlDesk,
  item: Waiting,
  { head, body }: { readonly head: AnswerHead; readonly body: Body },
  page: ReadPage | null,
): void {
  desk.tally.bytes += body.size;
  if (page === null && body.sha === item.sha) return recordUnchanged(desk, item);
  if (page !== null) return recordPage(desk, item, { head, body }, page);
  desk.tally.changed += 1;
  desk.tally.roundBytes += body.size;
  desk.results.settle(
    item.id,
    { ...known(head, body), kind: 'file', base: null, isBare: false, links: [] },
    desk.request.clock.now(),
  );
}

function known(head: AnswerHead, body: Body) {
  const { type, charset } = contentKind(head.type);
  const { sha, size } = body;
  const { etag, modified } = head;
  return {
    type: (saysNothing(type) ? '' : type) + (charset === null ? '' : `; charset=${charset}`),
    sha,
    size,
    etag,
    modified,
  };
}

function recordPage(
  desk: CrawlDesk,
  item: Waiting,
  { head, body }: { readonly head: AnswerHead; readonly body: Body },
  page: ReadPage,
): void {
  if (page.refresh !== null && isBare(page)) return recordRedirect(desk, item, page.refresh);
  if (isLoginPage(page)) return recordLogin(desk, item);
  desk.tally.logins = 0;
  if (needsScript(page)) return recordEmpty(desk, item);
  desk.tally.changed += 1;
  desk.tally.roundBytes += body.size;
  const { isAsset } = desk.results.settle(
    item.id,
    {
      ...known(head, body),
      kind: 'page',
      base: leansOnItsPlace(page) ? baseOf(page, item.url) : null,
      isBare: isBare(page) || page.passwordFields > 0,
      links: [],
    },
    desk.request.clock.now(),
  );
  if (!isAsset) desk.results.setLinks(item.id, linksOf(desk, item, page));
}

/** It may have been readable when a browser made it: that copy stays. */
function recordEmpty(desk: CrawlDesk, item: Waiting): void {
  desk.tally.needScript += 1;
  giveUp(desk, item, 'needs-script');
}

/** Whether its links say something else from any other address. */
const leansOnItsPlace = ({ base, links }: ReadPage): boolean =>
  base !== null || links.some(({ raw }) => raw.startsWith('?'));

const baseOf = (page: ReadPage, url: string): string =>
  (page.base === null ? null : URL.parse(page.base, url)?.href) ?? url;

function linksOf(desk: CrawlDesk, item: Waiting, page: ReadPage): readonly number[] {
  if (page.hasMoreLinks) desk.results.refuse('too-many-links', item.url, item.url);
  const base = baseOf(page, item.url);
  return meetLinks(desk.meeting, page.links, { base, depth: item.depth + 1 });
}
