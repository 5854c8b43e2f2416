// Goal: mails made from frames are, letter for letter, those that are worded one by one. Method: every
// message in both languages, as news and as a drill, for recipients of every kind.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { frameMails } from '../../../core/notice/frame-mails.ts';
import {
  type MailRecipient,
  type RenderedMail,
  renderMail,
  wordMail,
} from '../../../core/notice/render-mail.ts';
import { allContents } from './contents.ts';

const wordings = readNoticeWordings();

const uai = fc.stringMatching(/^\d{7}[A-Z]$/u);
const name = fc.constantFrom(
  'Académie d’Orléans',
  "Région 'Sud' ; 5 h",
  '<b>&',
  '{{s}}',
  '7777777Y',
);
const address = fc.oneof(
  fc.stringMatching(/^https:\/\/[a-z]{1,8}\.example\/[\w.~:/?#@%&=+-]{0,20}$/u),
  fc.constantFrom(
    'https://unsubscribe.invalid/a',
    'https://a.example/5',
    'a b',
    "https://x/l'e",
    '',
  ),
);
const recipient: fc.Arbitrary<MailRecipient> = fc
  .record(
    {
      schools: fc.array(fc.oneof({ weight: 6, arbitrary: uai }, name), {
        minLength: 1,
        maxLength: 15,
      }),
      unsubscribeUrl: address,
      acknowledgeUrl: address,
      isCalled: fc.boolean(),
    },
    { requiredKeys: ['schools', 'unsubscribeUrl'] },
  )
  .map(({ schools, unsubscribeUrl, acknowledgeUrl, isCalled }) => ({
    schools,
    unsubscribeUrl,
    ...(acknowledgeUrl !== undefined && { acknowledgeUrl }),
    ...(isCalled !== undefined && { isCalled }),
  }));

test('whatever the message and whoever its reader', () => {
  const contents = fc.constantFrom(...allContents);
  const languages = fc.constantFrom('fr', 'en');
  fc.assert(
    fc.property(
      contents,
      languages,
      fc.boolean(),
      fc.array(recipient, { minLength: 1, maxLength: 6 }),
      (content, language, drill, recipients) => {
        const said = { ...content, drill };
        const framed = renderMail(said, wordings[language], 'Europe/Paris');
        const worded = wordMail(said, wordings[language], 'Europe/Paris');
        for (const to of recipients) expect(framed(to)).toEqual(worded(to));
      },
    ),
    { numRuns: 300 },
  );
});

test('a message is worded twice for a frame, and no more', () => {
  let worded = 0;
  const words = wordMail(allContents[0] as never, wordings.fr, 'Europe/Paris');
  const framed = frameMails((to) => {
    worded += 1;
    return words(to);
  });
  for (let n = 0; n < 50; n += 1)
    framed({ schools: [`00000${10 + n}A`], unsubscribeUrl: `https://preau.example/stop/${n}` });
  expect(worded).toBe(2);
});

test('words that come out otherwise beside another letter are never framed', () => {
  const words = ({ unsubscribeUrl }: MailRecipient): RenderedMail => ({
    subject: '',
    text: unsubscribeUrl.replace(/\d$/u, 'a digit'),
    html: '',
  });
  const to = { schools: ['0311131L'], unsubscribeUrl: 'https://preau.example/5' };
  expect(frameMails(words)(to)).toEqual(words(to));
});
