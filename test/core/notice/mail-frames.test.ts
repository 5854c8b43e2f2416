// Goal: whoever may be addressed from a frame is, and nobody else. Method: recipients in every order,
// each mail compared with the one that is worded alone, and how often words were needed counted.
import { describe, expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { frameMails } from '../../../core/notice/frame-mails.ts';
import { type MailRecipient, wordMail } from '../../../core/notice/render-mail.ts';
import { SCHOOLS_LISTED_MOST } from '../../../core/notice/word-limits.ts';
import { longest } from './contents.ts';

const words = wordMail(longest, readNoticeWordings().fr, 'Europe/Paris');
const UNSUBSCRIBE = 'https://preau.example/stop/1';
const READ = 'https://preau.example/vu/1';
const to = (changes: Partial<MailRecipient> = {}): MailRecipient => ({
  schools: ['0311131L'],
  unsubscribeUrl: UNSUBSCRIBE,
  ...changes,
});

/** How often words were needed for some recipients, each of whose mails is as if worded alone. */
function wordedFor(...recipients: readonly MailRecipient[]): number {
  let worded = 0;
  const framed = frameMails((one) => {
    worded += 1;
    return words(one);
  });
  for (const one of recipients) expect(framed(one)).toEqual(words(one));
  return worded;
}

const many = (count: number) => Array.from({ length: count }, (_, n) => `${1_000_000 + n}A`);

describe('a frame', () => {
  test('is made once for each number of schools, question and call', () => {
    const asked = to({ acknowledgeUrl: READ });
    const called = to({ acknowledgeUrl: READ, isCalled: true });
    const kinds = [to(), asked, called, to({ schools: many(2) })];
    for (const first of kinds)
      expect(wordedFor(first, ...kinds, ...kinds.toReversed())).toBe(2 * kinds.length);
  });

  test('is the same whether nothing is asked in so many words or without any', () => {
    expect(wordedFor(to(), to({ acknowledgeUrl: '' }), to({ isCalled: false }))).toBe(2);
    expect(wordedFor(to({ acknowledgeUrl: '' }), to({ acknowledgeUrl: READ }))).toBe(4);
  });

  test.each([
    ['an address without encryption', to({ unsubscribeUrl: 'http://preau.example/a' })],
    ['every sign of an address', to({ unsubscribeUrl: 'https://a.example/_~:?#@%&=+-b' })],
    ['as many schools as are listed', to({ schools: many(SCHOOLS_LISTED_MOST) })],
    ['no school', to({ schools: [] })],
  ])('holds for %s', (_, one) => {
    expect(wordedFor(one, one, one)).toBe(2);
  });

  test.each([
    ['more schools than are listed', to({ schools: many(SCHOOLS_LISTED_MOST + 1) })],
    ['a name', to({ schools: ['Région'] })],
    ['a name that ends like a school', to({ schools: ['Lycée : 0311131L'] })],
    ['a name that begins like a school', to({ schools: ['0311131L : lycée'] })],
    ['one name among schools', to({ schools: ['0311131L', 'Région !'] })],
    ['no address', to({ unsubscribeUrl: '' })],
    ['an address after other words', to({ unsubscribeUrl: 'Lien : https://a.example/b' })],
    ['an address before other words', to({ unsubscribeUrl: 'https://a.example/b : ici' })],
    ['another scheme', to({ unsubscribeUrl: 'ftp://a.example/b' })],
    ['an answer’s address with a quote', to({ acknowledgeUrl: "https://a.example/l'e" })],
  ])('is not made for %s', (_, one) => {
    expect(wordedFor(one, one, one)).toBe(3);
  });
});
