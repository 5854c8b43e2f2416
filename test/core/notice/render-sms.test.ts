import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { foldToGsm7 } from '../../../core/notice/fold-to-gsm7.ts';
import { measureSms } from '../../../core/notice/measure-sms.ts';
import type { NoticeContent } from '../../../core/notice/notice.ts';
import { renderSms } from '../../../core/notice/render-sms.ts';
import { epochMs } from '../../../core/units.ts';
import { allContents, longest, recovered } from './contents.ts';

// Goal: every SMS is one part of GSM-7, in the model's words, and a drill's says so (P9).
// Method: the model texts at their longest fill; every message by table; any names by property.

const wordings = readNoticeWordings();
const fr = (content: NoticeContent) => renderSms(content, wordings.fr, 'Europe/Paris');

const ENT = 'ENT Auvergne-Rhone-Alpes';
const URL = 'secours.preau.example/ara';

describe('the French texts', () => {
  test.each([
    [
      'outage',
      longest,
      `Préau : ${ENT} ne répond pas depuis 08h42. Cause recherchée. Cours de secours : ${URL} Prochain point à 09h15.`,
      147,
    ],
    [
      'undetermined',
      { ...longest, phase: 'cause' },
      `Préau : ${ENT} en panne depuis 08h42. Cause non connue à ce jour. Cours de secours : ${URL} Prochain point à 09h15.`,
      152,
    ],
    [
      'overload',
      { ...longest, phase: 'cause', cause: 'overload', rung: 'confirmée' },
      `Préau : ${ENT} saturé, trop de connexions à la fois. Attendez avant de réessayer. Secours : ${URL} Point à 09h15.`,
      150,
    ],
    [
      'attack suspected',
      { ...longest, phase: 'cause', cause: 'attack', rung: 'probable' },
      `Préau : ${ENT} perturbé. Attaque possible, non confirmée. Méfiez-vous des liens suspects. Secours : ${URL} Point à 09h15.`,
      158,
    ],
    [
      'hosting failure',
      { ...longest, phase: 'cause', cause: 'hosting', rung: 'probable' },
      `Préau : ${ENT} coupé. Panne technique probable du serveur, non confirmée. Secours : ${URL} Point à 09h15.`,
      142,
    ],
    [
      'login down',
      { ...longest, about: 'login' },
      `Préau : ${ENT} marche, mais pas la connexion des élèves et parents. Secours sans compte : ${URL} Point à 09h15.`,
      148,
    ],
    [
      'recovery',
      recovered,
      `Préau : ${ENT} marche de nouveau depuis 10h17. Durée de la panne : 1 h 35. Dernier point prévu.`,
      113,
    ],
    [
      'relapse',
      { ...longest, phase: 'relapse' },
      `Préau : ${ENT} de nouveau en panne depuis 08h42. Cours de secours : ${URL} Prochain point à 09h15.`,
      135,
    ],
    [
      'correction',
      {
        ...longest,
        phase: 'correction',
        corrects: { cause: 'attack', saidAt: longest.fellAt, notice: 'first' },
      },
      `Préau : correction. Notre message de 08h42 sur ${ENT} était inexact. Voir le courriel P-2104. Toutes nos excuses. Point à 09h15.`,
      146,
    ],
    [
      'drill',
      { ...longest, phase: 'drill' },
      `EXERCICE - Préau : ceci est un test, ${ENT} fonctionne. Rien à faire : ni répondre, ni prévenir les familles.`,
      127,
    ],
  ] satisfies readonly (readonly [string, NoticeContent, string, number])[])(
    '%s',
    (_, content, text, septets) => {
      expect(fr(content)).toEqual({ text, septets, segments: 1 });
    },
  );
});

describe('every message', () => {
  test.each(['fr', 'en'] as const)('is one part at its longest fill, in %s', (language) => {
    for (const content of allContents) {
      for (const drill of [false, true]) {
        const sms = renderSms({ ...content, drill }, wordings[language], 'Europe/Paris');
        expect(sms).toMatchObject({ segments: 1 });
        expect(sms.text).not.toMatch(/[{}[\]]|undefined|null/u);
        expect(sms.text.startsWith('EXERCICE')).toBe(drill || content.phase === 'drill');
      }
    }
  });

  test.each(['fr', 'en'] as const)(
    'has its last wording fit 24 wide letters, in %s',
    (language) => {
      const wide = { ...longest, smsName: 'W'.repeat(24), reference: 'W'.repeat(6) };
      for (const content of allContents) {
        const { text } = renderSms(
          { ...content, ...wide, phase: content.phase, drill: true, mirrorUrl: 'x'.repeat(500) },
          wordings[language],
          'Europe/Paris',
        );
        expect(text).toMatch(/[.W]$/u);
      }
    },
  );

  test('is one folded part whatever the names are, and a drill begins with EXERCICE', () => {
    const name = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(
        fc.constantFrom(...allContents),
        name,
        name,
        name,
        fc.boolean(),
        fc.constantFrom('fr' as const, 'en' as const),
        (content, smsName, mirrorUrl, reference, drill, language) => {
          const { text, septets, segments } = renderSms(
            { ...content, smsName, mirrorUrl, reference, drill },
            wordings[language],
            'Europe/Paris',
          );
          expect(segments).toBe(1);
          expect(foldToGsm7(text)).toBe(text);
          expect(measureSms(text)?.septets).toBe(septets);
          expect(text.startsWith('EXERCICE')).toBe(drill || content.phase === 'drill');
        },
      ),
    );
  });
});

describe('what is not known is not said', () => {
  test('without a shelter there is no address, without a next word no time for it', () => {
    const { text } = fr({ ...longest, sheltered: false, nextWordAt: null });
    expect(text).toBe(`Préau : ${ENT} ne répond pas depuis 08h42. Cause recherchée.`);
  });

  test('a long address makes words give way, not the part', () => {
    const mirrorUrl = 'https://lecons.ent-auvergne-rhone-alpes.secours.preau.example:8443/';
    const { text, segments } = fr({ ...longest, mirrorUrl });
    expect(segments).toBe(1);
    expect(text).toContain('Voir le courriel P-2104. Point à 09h15.');
  });

  test('an hour of another day has its date, in the platform’s own zone, and still fits', () => {
    const nextWordAt = epochMs(longest.fellAt + 24 * 3_600_000);
    const words = fr({ ...longest, nextWordAt });
    expect(words.text).toContain('ne répond pas depuis le 06/04 à 08h42.');
    expect(renderSms({ ...longest, nextWordAt }, wordings.en, 'Europe/Paris').text).toContain(
      'since 6 Apr at 08:42',
    );
    const corrects = { cause: 'attack', saidAt: longest.fellAt, notice: 'first' } as const;
    const later = fr({ ...longest, phase: 'correction', corrects, nextWordAt });
    expect(later.text).toContain('Notre message sur ENT');
    for (const content of allContents)
      for (const language of ['fr', 'en'] as const) {
        const dated = { ...content, nextWordAt, drill: true, mirrorUrl: 'x'.repeat(500) };
        const { text } = renderSms(dated, wordings[language], 'Europe/Paris');
        expect(text).toMatch(/\.$/u);
      }
  });

  test('one that leaves another day than it speaks of has dates, a recovery too, and still fits', () => {
    const monday = epochMs(longest.fellAt + 6 * 86_400_000);
    const late = (content: NoticeContent, language: 'fr' | 'en' = 'fr') =>
      renderSms(content, wordings[language], 'Europe/Paris', monday).text;
    expect(late(recovered)).toContain('marche de nouveau depuis le 06/04 à 10h17.');
    expect(late(recovered, 'en')).toContain('works again since 6 Apr at 10:17.');
    expect(late({ ...longest, nextWordAt: null })).toContain('depuis le 06/04 à 08h42.');
    for (const content of allContents)
      for (const language of ['fr', 'en'] as const) expect(late(content, language)).toMatch(/\.$/u);
  });

  test('an access that its owners open again is told as such, not as a failure that is over', () => {
    const { text } = fr({ ...recovered, cause: 'suspended', rung: 'confirmée' });
    expect(text).toMatch(/ouvert de nouveau depuis 10h17/u);
    expect(text).not.toMatch(/panne/u);
  });

  test('times are those of the given zone', () => {
    expect(renderSms(longest, wordings.en, 'Indian/Reunion').text).toContain('since 10:42');
  });
});

describe('an SMS that waited while more platforms fell', () => {
  const held = (others: readonly string[], changes: object = {}) =>
    renderSms({ ...longest, ...changes }, wordings.fr, 'Europe/Paris', longest.fellAt, others);

  test('names them, in one part', () => {
    const { text, segments } = held(['ENT Un', 'Collège Deux']);
    expect(text).toMatch(/ Aussi en panne : ENT Un, Coll[eè]ge Deux\.$/u);
    expect(segments).toBe(1);
  });

  test('counts them where there is no room for names', () => {
    const names = Array.from({ length: 8 }, (_, n) => `Un nom de plateforme ${n}`);
    const { text, segments } = held(names);
    expect(text).toMatch(/ Aussi en panne : 8 autres plateformes\.$/u);
    expect(segments).toBe(1);
    expect(
      held(
        [names[0] ?? ''].map((name) => name.repeat(9)),
        {},
      ).segments,
    ).toBe(1);
  });

  test('is as it was where none fell', () => {
    expect(held([])).toEqual(renderSms(longest, wordings.fr, 'Europe/Paris', longest.fellAt));
  });
});
