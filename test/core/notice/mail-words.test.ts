// Goal: a mail is its words and nothing between them: no gap, no lost paragraph, no link that is none.
// Method: plain words in the place of the locale's; the whole mail, letter for letter.
import { describe, expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import type { NoticeContent } from '../../../core/notice/notice.ts';
import { blocksHtml, escapeHtml, htmlPage } from '../../../core/notice/render-html.ts';
import { type MailRecipient, wordMail } from '../../../core/notice/render-mail.ts';
import { renderSms } from '../../../core/notice/render-sms.ts';
import type { Phrase } from '../../../core/notice/phrase.ts';
import type { Wording } from '../../../core/notice/wording.ts';
import { longest } from './contents.ts';

const { en } = readNoticeWordings();
const text = (words: string) => () => words;

const wording = (
  outage: Partial<Wording['mail']['outage']> = {},
  sms: readonly Phrase[] = [],
): Wording => ({
  ...en,
  drillMark: 'EXERCICE',
  drillNote: ' Only a test. ',
  additionMark: ' From us: ',
  mail: {
    ...en.mail,
    outage: { subject: [text('Subject')], title: text('Title'), body: text('Body'), ...outage },
  },
  sms: { ...en.sms, outage: sms },
  mailFooter: ({ schools, schoolCount, optout, ack, hasAck, hasCall }) =>
    `${schoolCount}: ${schools} [${optout}] [${ack}] ${hasAck} ${hasCall}`,
});

const to: MailRecipient = { schools: ['A', 'B'], unsubscribeUrl: 'https://stop.example' };
const mail = (words: Wording, changes: Partial<NoticeContent> = {}, recipient = to) =>
  wordMail({ ...longest, ...changes }, words, 'Europe/Paris')(recipient);
const FOOTER = '2: A, B [https://stop.example] [] no no\n';

describe('the text of a mail', () => {
  test.each([
    ['a body', 'Body', {}, 'Body'],
    ['gaps', ' \n\na \t\nb\n\n\n\nc\nd  e\n\n', {}, 'a\nb\n\nc\nd  e'],
    ['a person’s own words', 'Body', { addition: 'No\nlunch' }, 'Body\n\nFrom us: No lunch'],
    ['a drill', 'Body', { drill: true }, 'EXERCICE. Only a test.\n\nBody'],
  ])('is, of %s, the words and the footer', (_, body, changes, words) => {
    expect(mail(wording({ body: text(body) }), changes).text).toBe(`${words}\n\n${FOOTER}`);
  });

  test('has its facts as items, and says how many there are', () => {
    const body: Phrase = ({ facts, factCount }) => `${factCount}\n- ${facts}`;
    expect(mail(wording({ body }), { facts: ['a', 'b'] }).text).toBe(`2\n- a\n- b\n\n${FOOTER}`);
  });

  test.each([
    ['https://a.example/b', 'https://a.example/b'],
    ['HTTP://a.example', 'HTTP://a.example'],
    ['a.example/b', 'https://a.example/b'],
    ['0a.example:8080/b', 'https://0a.example:8080/b'],
    ['', ''],
  ])('shows the address %j as %j', (url, shown) => {
    const body: Phrase = ({ status }) => `[${status}]`;
    expect(mail(wording({ body }), { statusUrl: url }).text).toBe(`[${shown}]\n\n${FOOTER}`);
  });

  test('is addressed to twelve schools by name, and counts more', () => {
    const schools = Array.from('ABCDEFGHIJKLM');
    const twelve = 'A, B, C, D, E, F, G, H, I, J, K, L';
    const footer = (count: number) =>
      mail(wording(), {}, { ...to, schools: schools.slice(0, count) }).text.split('\n')[2];
    expect(footer(12)).toBe(`12: ${twelve} [https://stop.example] [] no no`);
    expect(footer(13)).toBe(`13: ${twelve}, … [https://stop.example] [] no no`);
  });

  test('asks whoever is to answer', () => {
    const asked = { ...to, acknowledgeUrl: 'https://read.example' };
    expect(mail(wording(), {}, asked).text).toContain('[https://read.example] yes no');
    expect(mail(wording(), {}, { ...asked, isCalled: true }).text).toContain(' yes yes');
  });
});

describe('the subject of a mail', () => {
  const subject = (...phrases: readonly string[]) =>
    mail(wording({ subject: phrases.map(text) })).subject;

  test('is the first that fits 78 characters', () => {
    const [most, more] = ['a'.repeat(78), 'b'.repeat(79)];
    expect(subject(more, most, 'c')).toBe(most);
    expect(subject()).toBe('');
  });
});

describe('the HTML of a mail', () => {
  test('is the whole page, with its title twice', () => {
    const { html } = mail(wording({ title: text('<Title>') }), { drill: true });
    const body = '<p>EXERCICE. Only a test.</p>\n<p>Body</p>';
    const footer = '<p>2: A, B [https://stop.example] [] no no</p>';
    expect(html).toBe(htmlPage('en', 'EXERCICE - <Title>', body, footer));
    expect(mail(wording()).html).toBe(htmlPage('en', 'Title', '<p>Body</p>', footer));
    const column =
      'max-width:40em;margin:0 auto;padding:1em;background:#ffffff;color:#1a1a1a;font:16px/1.5 Arial,sans-serif';
    expect(htmlPage('fr', 'a & b', 'BODY', 'FOOTER')).toBe(
      '<!doctype html><html lang="fr"><head><meta charset="utf-8">' +
        '<meta name="viewport" content="width=device-width"><title>a &amp; b</title></head>' +
        `<body style="margin:0;background:#ffffff"><main lang="fr" style="${column}">` +
        '<h1 style="font-size:20px;line-height:1.3">a &amp; b</h1>' +
        `BODY</main><footer lang="fr" style="${column}">FOOTER</footer></body></html>`,
    );
  });

  test.each([
    ['a\nb', '<p>a<br>b</p>'],
    ['a\n\nb\n\n\nc', '<p>a</p>\n<p>b</p>\n<p>c</p>'],
    ['\n\n  a  \n\n \n\n', '<p>a</p>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['a\n- b\n- c', '<p>a</p><ul><li>b</li><li>c</li></ul>'],
    ['a - b', '<p>a - b</p>'],
    [`<a> & "b" 'c'`, '<p>&lt;a&gt; &amp; &quot;b&quot; &#39;c&#39;</p>'],
    ['', ''],
  ])('of %j is %j', (words, html) => {
    expect(blocksHtml(words, [])).toBe(html);
  });

  test('links the addresses of Préau and nothing else', () => {
    const link = (url: string) => `<a href="${url}" style="color:#0b4f8a">${url}</a>`;
    const [plain, secure] = ['http://a.example', 'https://a.example/b?c'];
    const shown = (word: string, ...known: readonly string[]) => blocksHtml(`x ${word} y`, known);
    expect(shown(plain, plain)).toBe(`<p>x ${link(plain)} y</p>`);
    expect(shown(`${plain} ${secure}`, secure)).toBe(`<p>x ${plain} ${link(secure)} y</p>`);
    for (const none of ['ftp://a.example', 'see:https://a.example', 'https://a\tb', 'https://'])
      expect(shown(none, none)).toBe(`<p>x ${none} y</p>`);
    expect(shown('https://a/&', 'https://a/&')).toBe(`<p>x ${link('https://a/&amp;')} y</p>`);
    expect(escapeHtml('a/b')).toBe('a/b');
  });
});

describe('an SMS', () => {
  const sms = (phrase: Phrase, changes: Partial<NoticeContent> = {}) =>
    renderSms({ ...longest, ...changes }, wording({}, [phrase]), 'Europe/Paris').text;

  test('has its words with one space between', () => {
    expect(sms(text(' a  b\n\tc '))).toBe('a b c');
  });

  test('calls its platform by no more than fits, and ends in no space', () => {
    const name: Phrase = ({ ent }) => `[${ent}]`;
    expect(sms(name, { smsName: `${'A'.repeat(23)} BC` })).toBe(`[${'A'.repeat(23)}]`);
    expect(sms(name, { smsName: 'A'.repeat(25) })).toBe(`[${'A'.repeat(24)}]`);
  });

  test.each([
    ['https://a.example/', 'a.example'],
    ['http://a.example/b/', 'a.example/b'],
    ['a.example/?to=https://b.example/c', 'a.example/?to=https://b.example/c'],
  ])('gives %s as people type it', (url, typed) => {
    expect(sms(({ status }) => `[${status}]`, { statusUrl: url })).toBe(`[${typed}]`);
  });

  test('that fits in no wording is cut to one part', () => {
    expect(sms(text('a'.repeat(200)))).toBe('a'.repeat(160));
  });
});
