import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { renderMail } from '../../../core/notice/render-mail.ts';
import { typeset } from '../../../core/notice/typeset.ts';
import { allContents, longest, recovered } from './contents.ts';

// Goal: a mail is plain, honest and safe to open. Method: one mail read closely, hostile values
// by property, contrast computed from the colours it uses.

const wordings = readNoticeWordings();
const to = { schools: ['0311131L'], unsubscribeUrl: 'https://preau.example/stop/abc' };
const render = (content = longest, recipient = to) =>
  renderMail(content, wordings.fr, 'Europe/Paris')(recipient);

describe('a mail', () => {
  test('says what, since when, where the lessons are, what to do and when the next word comes', () => {
    const { subject, text } = render();
    expect(subject).toBe(
      '[Préau] ENT Auvergne-Rhône-Alpes\u00a0: ne répond pas depuis 08h42 / not answering',
    );
    for (const words of [
      'Les cours de secours sont ici\u00a0: https://secours.preau.example/ara',
      'Dites aux élèves de ne pas essayer sans cesse',
      'Prochain point à 09h15, même si rien n’a changé.',
      'https://etat.preau.example/',
      'Pour ne plus le recevoir\u00a0: https://preau.example/stop/abc',
      'numéro d’incident P-2104',
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
    expect(render().text).toContain('Ce message concerne\u00a0: 0311131L.');
    const schools = Array.from({ length: 13 }, (_, n) => `${n}`.padStart(7, '0').concat('A'));
    const { text } = render(longest, { ...to, schools });
    expect(text).toContain('13 établissements\u00a0: 0000000A, 0000001A');
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
        "{optout} '{' {n, plural, other {#}} [[x]]",
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
          const plain = 'html head meta title body main footer h1 p br ul li a'.split(' ');
          expect(tags.filter((tag) => !plain.includes(tag ?? ''))).toEqual([]);
          for (const [, href] of html.matchAll(/href="([^"]*)"/gu))
            expect(href).toMatch(/^https?:/u);
        },
      ),
    );
  });
});

describe('what a mail does not say', () => {
  const inBoth = (content: typeof longest, isCalled = false) =>
    (['fr', 'en'] as const).map((language) => {
      const recipient = { ...to, acknowledgeUrl: 'https://preau.example/vu/abc', isCalled };
      return renderMail(content, wordings[language], 'Europe/Paris')(recipient).text;
    });

  test('that a suspended access was a failure: it is open again', () => {
    const { subject, text } = render({ ...recovered, cause: 'suspended', rung: 'confirmée' });
    expect(subject).toContain('ouvert de nouveau / open again');
    expect(text).toContain('La fermeture a duré 1\u00a0h\u00a035. Ce n’était pas une panne.');
    expect(text).not.toContain('La panne a duré');
  });

  test('that the lessons stay open for an evening that nothing keeps', () => {
    for (const text of inBoth(recovered)) expect(text).not.toMatch(/ce soir|tonight/u);
  });

  test('that a drill shows a real message, wants an answer, or is the last of it', () => {
    for (const text of inBoth({ ...longest, phase: 'drill', drill: true }))
      expect(text).not.toMatch(/Voici|Here is|\bOK\b|Aucun autre message|No other message/u);
  });

  test('that nobody will telephone, but where somebody would', () => {
    const spared = /personne ne vous téléphonera|nobody will telephone/u;
    for (const text of inBoth(longest, true)) expect(text).toMatch(spared);
    for (const text of inBoth(longest)) {
      expect(text).not.toMatch(spared);
      expect(text).toContain('https://preau.example/vu/abc');
    }
  });
});

describe('the subject', () => {
  const everySubject = (content: typeof longest) =>
    (['fr', 'en'] as const).map(
      (language) => renderMail(content, wordings[language], 'Europe/Paris')(to).subject,
    );

  test('is one line of 78 characters at most, the same sentence for readers of both languages', () => {
    for (const content of allContents) {
      for (const drill of [false, true]) {
        const [fr = '', en = ''] = everySubject({ ...content, drill });
        for (const subject of [fr, en]) {
          expect(subject.length).toBeLessThanOrEqual(78);
          expect(subject).toMatch(/\[Préau\] .+ \/ [a-z, ]+\??$/u);
        }
        expect(fr.split(' / ')[1]).toBe(en.split(' / ')[1]);
      }
    }
  });

  test('gives way by words, then takes the short name, and cuts that last', () => {
    const platformName = 'Espace numérique de travail de la région Auvergne-Rhône-Alpes';
    const content = { ...longest, platformName, smsName: 'ENT Auvergne-Rhône-Alpes' };
    expect(render(content).subject).toBe(
      '[Préau] ENT Auvergne-Rhône-Alpes\u00a0: ne répond pas depuis 08h42 / not answering',
    );
    expect(render({ ...content, drill: true }).subject).toBe(
      'EXERCICE - [Préau] ENT Auvergne-Rhône-Alpes\u00a0: ne répond pas / not answering',
    );
    const unknown = { ...content, smsName: platformName };
    expect(render(unknown).subject).toBe(
      '[Préau] Espace numérique de travail de la…\u00a0: ne répond pas / not answering',
    );
  });

  test('has no word that filters take for a fraud', () => {
    for (const content of allContents)
      for (const subject of everySubject(content))
        expect(subject).not.toMatch(
          /urgent|alert|\bdown\b|attaque|attack|pirat|hack|virus|password|mot de passe|!/iu,
        );
  });
});

describe('French typography', () => {
  test('keeps signs and units with their word, in subject, text and HTML, and only in French', () => {
    for (const content of allContents) {
      const mail = renderMail(content, wordings.fr, 'Europe/Paris')(to);
      for (const words of Object.values(mail)) {
        expect(words).not.toMatch(/ [:;!?»]|« |\d (?:h|min|j)\b|\p{L}(?:'|&#39;)\p{L}/u);
      }
      const english = renderMail(content, wordings.en, 'Europe/Paris')(to);
      for (const words of Object.values(english)) expect(words).not.toMatch(/[\u00a0\u202f]/u);
    }
  });

  test.each([
    ['Prêt ? Oui ! Ainsi ; soit', 'Prêt\u202f? Oui\u202f! Ainsi\u202f; soit'],
    ['dit : « oui »', 'dit\u00a0: «\u00a0oui\u00a0»'],
    ['1 h 35, 12 min, 2 j 3 h', '1\u00a0h\u00a035, 12\u00a0min, 2\u00a0j 3\u00a0h'],
    ['12 heures, 5 hectares', '12 heures, 5 hectares'],
    ["l'île, 'rien', 12'", "l’île, 'rien', 12'"],
    ["https://etat.example/a?b=c:d&l'e", "https://etat.example/a?b=c:d&l'e"],
  ])('« %s »', (plain, set) => {
    expect(typeset(plain, 'fr')).toBe(set);
    expect(typeset(plain, 'en')).toBe(plain);
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
