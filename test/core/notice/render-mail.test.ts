import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { renderMail } from '../../../core/notice/render-mail.ts';
import { allContents, longest } from './contents.ts';

// Goal: a mail is plain, honest and safe to open. Method: one mail read closely, hostile values
// by property, contrast computed from the colours it uses.

const wordings = readNoticeWordings();
const to = { schools: ['0311131L'], unsubscribeUrl: 'https://preau.example/stop/abc' };
const render = (content = longest, recipient = to) =>
  renderMail(content, wordings.fr, 'Europe/Paris')(recipient);

describe('a mail', () => {
  test('says what, since when, where the lessons are, what to do and when the next word comes', () => {
    const { subject, text } = render();
    expect(subject).toBe('[Préau] ENT Auvergne-Rhône-Alpes ne répond pas depuis 08h42');
    for (const words of [
      'Les cours de secours sont ici : https://secours.preau.example/ara',
      'Dites aux élèves de ne pas essayer sans cesse',
      "Prochain point à 09h15, même si rien n'a changé.",
      'https://etat.preau.example/',
      'Pour ne plus le recevoir : https://preau.example/stop/abc',
      "numéro d'incident P-2104",
    ]) {
      expect(text).toContain(words);
    }
  });

  test('tells the measured facts, five at most, long ones cut at a word', () => {
    const facts = ['Un fait. '.repeat(60), ...Array.from({ length: 9 }, (_, n) => `Fait ${n}.`)];
    const { text } = render({ ...longest, facts });
    expect(text).toContain('Fait 3.');
    expect(text).not.toContain('Fait 4.');
    const cut = text.split('\n').find((line) => line.startsWith('- Un fait'));
    expect(cut).toMatch(/(?:Un|fait\.)…$/u);
    expect(cut?.length).toBeLessThanOrEqual(202);
  });

  test('leaves no trace of what there is nothing to say about', () => {
    const { text, html } = render({ ...longest, sheltered: false, nextWordAt: null });
    expect(text).not.toMatch(/secours|Prochain point|mesurons/u);
    expect(html).not.toMatch(/<ul><\/ul>|<p><\/p>/u);
  });

  test('names one school, or counts many', () => {
    expect(render().text).toContain('Ce message concerne : 0311131L.');
    const schools = Array.from({ length: 13 }, (_, n) => `${n}`.padStart(7, '0').concat('A'));
    const { text } = render(longest, { ...to, schools });
    expect(text).toContain('13 établissements : 0000000A, 0000001A');
    expect(text).not.toContain('0000012A');
  });

  test('says its language, links by full visible addresses, loads nothing', () => {
    const { html } = render();
    expect(html).toMatch(/^<!doctype html><html lang="fr">/u);
    expect(html).toMatch(/<main lang="fr"/u);
    for (const [, href, shown] of html.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/gu)) {
      expect(shown).toBe(href);
    }
    expect(html.match(/<a /gu)).toHaveLength(3);
    expect(html).not.toMatch(/<(?:img|script|link|style|iframe|form)|url\(|\son\w+=/iu);
  });

  test('is readable: 4.5:1 for every colour on its white', () => {
    const colours = [
      ...new Set([...render().html.matchAll(/[;"]color:(#[0-9a-f]{6})/gu)].map((m) => m[1])),
    ];
    expect(colours).toHaveLength(2);
    for (const colour of colours) expect(contrastOnWhite(colour ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  test('cannot be written into by a name, a fact or an address', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x>',
        'a\r\nBcc: x@y.z',
        '{optout} [[x]]',
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...allContents),
        value,
        value,
        value,
        (content, name, fact, url) => {
          const { subject, html } = render(
            { ...content, platformName: name, facts: [fact], mirrorUrl: url, statusUrl: url },
            { schools: [fact], unsubscribeUrl: url },
          );
          expect(subject).not.toMatch(/[\r\n]/u);
          const tags = [...html.matchAll(/<\/?([a-z][a-z0-9]*)/giu)].map((found) => found[1]);
          const plain = 'html head meta title body main h1 p br ul li a'.split(' ');
          expect(tags.filter((tag) => !plain.includes(tag ?? ''))).toEqual([]);
          for (const [, href] of html.matchAll(/href="([^"]*)"/gu))
            expect(href).toMatch(/^https?:/u);
        },
      ),
    );
  });
});

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrastOnWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
