import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printableText } from '../../../../adapters/local/access-log/printable-text.ts';

// Goal: no address of anybody is in a path or an agent that a summary shows, however it is written.
// Method: the ways in which servers, providers and programs write addresses, then any that
// fast-check comes to.

describe('a text out of a log', () => {
  test.each([
    ['/from/88.1.2.3/x', '/from/…/x'],
    ['/from/host88.1.2.3', '/from/host…'],
    ['/from/88-1-2-3.adsl.example', '/from/….adsl.example'],
    ['/from/88_1_2_3', '/from/…'],
    ['/from/88%2E1%2e2%2E3', '/from/…'],
    ['/from/2a01:e0a:12:3::42', '/from/…'],
    ['/from/2a01:e0a::42', '/from/…'],
    ['/from/2A01%3AE0A%3A12%3A3%3A%3A42', '/from/…'],
    ['/from/[2a01:e0a:12:3:4:5:6:7]', '/from/[…]'],
    ['/u/jean.dupont@ac-x.example/mail', '/u/…/mail'],
    ['/u/jean.dupont%40ac-x.example', '/u/…'],
    ['Robot (+mailto:a.b@example.org)', 'Robot (…)'],
    ['/ip/1476460035', '/ip/…'],
    ['/tel/0612345678', '/tel/…'],
  ])('%s is shown as %s', (text, shown) => {
    expect(printableText(text)).toBe(shown);
  });

  test.each([
    '/login',
    '/cahier-de-textes/6e-3/2021-04-06',
    '/api/v2/summary.json',
    '/mod/quiz/view.php',
    'Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0',
  ])('that has none is as it was: %s', (text) => {
    expect(printableText(text)).toBe(text);
  });

  test('never has the address that was put in, nor a control character', () => {
    const part = fc.stringMatching(/^[a-z/]{0,12}$/);
    const mail = fc.emailAddress().filter((one) => !/[/?=]/.test(one));
    const address = fc.oneof(fc.ipV4(), fc.ipV6(), mail);
    fc.assert(
      fc.property(part, address, part, (before, one, behind) => {
        const shown = printableText(`${before}/${one}/\u0007${behind}`);
        expect(shown).not.toContain(one);
        expect(shown).not.toContain('\u0007');
      }),
    );
  });
});
