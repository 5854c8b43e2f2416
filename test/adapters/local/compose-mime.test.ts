// Goal: what is composed is read as it was written, by a parser that is not ours, whatever it says and
// whatever was composed before; all of it is plain ASCII in short lines. Method: any texts, read back by
// mailparser.
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { type ComposedMail, composeMime } from '../../../adapters/local/compose-mime.ts';

const words = fc.string({ unit: 'grapheme', maxLength: 120 });
const signs = fc
  .array(
    fc.constantFrom('=', '.', ' ', '\t', '\n', '\r\n', '--=_preau', 'é', '’', '\u00a0', '🏫', 'a'),
  )
  .map((all) => all.join(''));
const body = fc
  .array(fc.oneof(words, signs), { maxLength: 8 })
  .map((lines) => `${lines.join('\n')}\nFin.`);
/** As renderMail gives it: one line, no blanks around. */
const subject = words
  .map((text) => text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim())
  .filter((text) => text !== '');
const id = fc.stringMatching(/^<[a-f0-9]{8,32}@preau\.example>$/u);

const mails = fc.record({
  from: fc.constantFrom('Préau <alertes@preau.example>', 'alertes@preau.example'),
  to: fc
    .stringMatching(/^[a-z0-9.]{1,20}@[a-z]{1,20}\.example$/u)
    .filter((one) => !/\.\.|^\.|\.@/u.test(one)),
  subject,
  text: body,
  html: body.map((text) => `<p>${text}</p>`),
  messageId: id,
  date: fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
  references: fc.array(id, { maxLength: 6 }),
  headers: fc.record({
    'Auto-Submitted': fc.constant('auto-generated'),
    'List-Unsubscribe': fc.webUrl().map((url) => `<${url}>`),
  }),
});

/** As mail has them: each line ends in the same way. */
const lines = (text: string): string => text.replaceAll(/\r\n|\r/gu, '\n');

test('a mail is read as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(mails, async (mail: ComposedMail) => {
      const read = await simpleParser(composeMime(mail), {
        skipTextToHtml: true,
        skipHtmlToText: true,
        skipImageLinks: true,
      });
      expect(lines(read.text ?? '')).toBe(lines(mail.text));
      expect(lines(String(read.html === false ? '' : read.html))).toBe(lines(mail.html));
      expect(read.subject).toBe(mail.subject);
      expect(read.messageId).toBe(mail.messageId);
      expect(read.date?.getTime()).toBe(Math.floor(mail.date.getTime() / 1_000) * 1_000);
      expect(read.from?.value[0]?.address).toBe('alertes@preau.example');
      expect([read.to].flat()[0]?.text).toBe(mail.to);
      expect(read.inReplyTo).toBe(mail.references.at(-1));
      expect([read.references ?? []].flat()).toEqual(mail.references);
    }),
    { numRuns: 150 },
  );
});

test('all of it is ASCII, in lines that end in CRLF, those of the parts of 76 at most', () => {
  fc.assert(
    fc.property(mails, (mail) => {
      const raw = composeMime(mail).toString('latin1');
      expect(raw).toMatch(/^[\t\r\n\x20-\x7e]*$/u);
      expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
      const [, ...parts] = raw.split('\r\n\r\n');
      expect(
        Math.max(
          ...parts
            .join('\r\n')
            .split('\r\n')
            .map(({ length }) => length),
        ),
      ).toBeLessThanOrEqual(76);
    }),
    { numRuns: 150 },
  );
});

test('no field and no address can add another', () => {
  const broken = 'x\r\nBcc: e@x.example\r\n\r\nhello';
  const raw = composeMime({
    from: `Préau ${broken} <a@preau.example>`,
    to: `d@x.example${broken}`,
    subject: broken,
    text: '',
    html: '',
    messageId: `<${broken}>`,
    date: new Date(0),
    references: [broken],
    headers: { 'List-Unsubscribe': broken },
  }).toString('latin1');
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
  expect(head).not.toMatch(/^Bcc:/mu);
  expect(head).toContain('Content-Type: multipart/alternative');
});

const plain: ComposedMail = {
  from: 'Préau <alertes@preau.example>',
  to: 'd@x.example',
  subject: 'Bonjour',
  text: '',
  html: '<p>Bonjour</p>',
  messageId: '<a@preau.example>',
  date: new Date(0),
  references: [],
  headers: {},
};

test('a line of a body is none of the fields that it looks like', () => {
  const subject = 'Ce sujet est bien long, et le même = que dit sa page, '.repeat(4).trim();
  composeMime({ ...plain, text: `Subject: ${subject}` });
  const [head = ''] = composeMime({ ...plain, subject })
    .toString('latin1')
    .split('\r\n\r\n');
  expect(head).toContain('\r\nSubject: =?UTF-8?Q?Ce_sujet_est_bien');
});

test('no letter becomes the end of a line', () => {
  // The last eight bits of these are those of CR, LF, a colon and a blank.
  const head = composeMime({ ...plain, to: 'dčȊ؊bccĺĠe@ecole.example' }).toString('utf8');
  expect(head.split(/[\r\n]/u).filter((line) => /^bcc/iu.test(line))).toEqual([]);
});

test.each(['élève@ecole.example', 'o’neil@ecole.example', '学校@ecole.example'])(
  'an address of other letters, %s, stands in its field as it is, in UTF-8',
  async (to) => {
    const raw = composeMime({ ...plain, to });
    expect(raw.toString('utf8')).toContain(`\r\nTo: ${to}\r\n`);
    const read = await simpleParser(raw);
    expect([read.to].flat()[0]?.value[0]?.address).toBe(to);
  },
);
