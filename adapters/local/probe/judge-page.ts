import type { ProbeRequest } from '../../../app/ports.ts';
import type { ProbeErrorKind, ProbeFailure } from '../../../core/watch/observation.ts';
import type { PageKind } from '../../../core/watch/page-pattern.ts';
import { pageWord } from '../../../core/watch/page-words.ts';
import type { ProbedPage } from './ask-page.ts';

/** Where the expected text must stand: Route 53 reads as far, so both judge the same page alike. */
const EXPECT_WITHIN_BYTES = 5_120;
/** Chosen. */
const WORDS_WITHIN_BYTES = 65_536;

const STATUS_KINDS: Readonly<Record<number, ProbeErrorKind>> = {
  500: 'http-500',
  502: 'http-502',
  503: 'http-503',
  504: 'http-504',
};

/**
 * What is wrong with a page that arrived; null when it is the page a pupil should see.
 *
 * A redirect counts as a page, as for Route 53: with a text expected it must hold that text.
 */
export function judgePage(
  page: ProbedPage,
  request: Pick<ProbeRequest, 'expect' | 'slowMs'>,
  totalMs: number,
): ProbeFailure | null {
  const text = page.body.subarray(0, EXPECT_WITHIN_BYTES).toString('utf8');
  const expected = request.expect === undefined || text.includes(request.expect);
  const says = expected && page.status < 400 ? null : wordOf(page);
  if (says !== null)
    return { stage: 'body', kind: `body-${says}-page`, detail: `${page.status}, ${says} page` };
  if (page.status >= 400 || page.status < 200)
    return {
      stage: 'http',
      kind: STATUS_KINDS[page.status] ?? (page.status < 500 ? 'http-4xx' : 'http-other'),
      detail: String(page.status),
    };
  if (!expected)
    return { stage: 'body', kind: 'body-mismatch', detail: absent(page, request.expect) };
  if (totalMs > request.slowMs)
    return {
      stage: 'body',
      kind: 'body-late',
      detail: `${Math.round(totalMs)} ms, limit ${request.slowMs} ms`,
    };
  return null;
}

/** A page of words is read further than a health check would: its styles may come first. */
const wordOf = ({ body, status }: ProbedPage): PageKind | null =>
  pageWord(body.subarray(0, WORDS_WITHIN_BYTES).toString('utf8'), status);

function absent({ headers }: ProbedPage, expect: string | undefined): string {
  const encoding = headers['content-encoding'];
  const packed = encoding === undefined || encoding === 'identity' ? '' : ', packed unasked';
  return `no "${expect}" in the page${packed}`;
}
