import { describe, expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import type { SpokenCause } from '../../../core/cause/cause.ts';
import type { NoticeContent } from '../../../core/notice/notice.ts';
import { renderMail } from '../../../core/notice/render-mail.ts';
import { renderSms } from '../../../core/notice/render-sms.ts';
import { TOLD_CAUSES } from '../../../core/notice/wording.ts';
import { allContents, longest, RUNGS } from './contents.ts';

// Goal: no notice states a cause, or a certainty, that its verdict does not carry (P5); a drill
// says EXERCICE everywhere (P9). Method: every phase, cause and rung, against each cause's stems.

const wordings = readNoticeWordings();

const STEMS: { readonly [language in 'fr' | 'en']: { readonly [cause in SpokenCause]?: RegExp } } =
  {
    fr: {
      overload: /surcharg|satur|trop de connexions|trop de personnes/iu,
      attack: /attaque|trafic anormal/iu,
      hosting: /hébergement|serveur|panne technique/iu,
      application: /logiciel/iu,
      'name-or-certificate': /certificat/iu,
      'third-party': /dépend/iu,
      suspended: /fermé|fermeture/iu,
    },
    en: {
      overload: /overload|is full|too many/iu,
      attack: /attack|unusual traffic/iu,
      hosting: /hosting|server|technical failure/iu,
      application: /software/iu,
      'name-or-certificate': /certificate/iu,
      'third-party': /service it needs|depends/iu,
      suspended: /closed|closure/iu,
    },
  };

function allWords(content: NoticeContent, language: 'fr' | 'en'): readonly string[] {
  const wording = wordings[language];
  const mail = renderMail(
    content,
    wording,
    'Europe/Paris',
  )({
    schools: ['0311131L'],
    unsubscribeUrl: 'https://preau.example/stop/1',
  });
  const { text } = renderSms(content, wording, 'Europe/Paris');
  return [text, mail.subject, mail.text, mail.html];
}

function mayBeNamed(content: NoticeContent): ReadonlySet<SpokenCause> {
  const { phase, cause, rung, corrects } = content;
  if (phase === 'relapse' || phase === 'drill') return new Set();
  if (phase === 'outage') return new Set(cause === 'suspended' ? [cause] : []);
  const stated = rung === 'inconnue' && cause !== 'suspended' ? [] : [cause];
  return new Set([...stated, ...content.open, ...(corrects ? [corrects.cause] : [])]);
}

describe.each(['fr', 'en'] as const)('words in %s', (language) => {
  test('name no cause that the content does not carry', () => {
    for (const content of allContents) {
      const named = mayBeNamed(content);
      for (const [cause, stem] of Object.entries(STEMS[language])) {
        if (named.has(cause as SpokenCause)) continue;
        for (const words of allWords(content, language)) expect(words).not.toMatch(stem);
      }
    }
  });

  test('name the cause that the content does carry', () => {
    for (const cause of TOLD_CAUSES) {
      for (const rung of RUNGS.slice(1)) {
        const words = allWords({ ...longest, phase: 'cause', cause, rung }, language);
        expect(words.join(' ')).toMatch(STEMS[language][cause] ?? /never/u);
      }
    }
  });

  test('call nothing confirmed below that rung', () => {
    for (const content of allContents.filter(({ rung }) => rung !== 'confirmée')) {
      for (const words of allWords(content, language)) {
        const rest = words
          .replace(/(?:non|pas|not) confirm\S*/giu, '')
          .replace(/n&#39;est pas confirm\S*/giu, '');
        expect(rest).not.toMatch(/confirm/iu);
      }
    }
  });

  test('say of an attack that it is possible and not confirmed, at every rung below', () => {
    const said = language === 'fr' ? /possible, non confirmée/u : /possible, not confirmed/u;
    for (const rung of ['possible', 'probable'] as const) {
      for (const phase of ['cause', 'recovery', 'correction'] as const) {
        const content: NoticeContent = { ...longest, phase, cause: 'attack', rung };
        const [sms, , text, html] = allWords(content, language);
        expect(said.test(sms ?? '')).toBe(phase === 'cause');
        expect(text).toMatch(said);
        expect(html).toMatch(said);
        expect(`${sms} ${text} ${html}`).not.toMatch(/probable/u);
      }
    }
  });

  test('begin with EXERCICE in a drill: SMS, subject, text, and what the HTML shows', () => {
    for (const content of allContents) {
      const [sms, subject, text, html] = allWords({ ...content, drill: true }, language);
      const shown = html?.slice(html.indexOf('<body')).replace(/<[^>]+>/gu, '');
      for (const words of [sms, subject, text, shown]) expect(words).toMatch(/^EXERCICE/u);
    }
  });

  test('do not say EXERCICE otherwise', () => {
    for (const content of allContents.filter(({ phase }) => phase !== 'drill')) {
      for (const words of allWords(content, language)) expect(words).not.toContain('EXERCICE');
    }
  });
});

test('an undetermined cause names what stays open, and no more', () => {
  const content: NoticeContent = { ...longest, phase: 'cause', open: ['overload', 'attack'] };
  const text = allWords(content, 'fr')[2];
  expect(text).toContain(
    'Restent possibles\u00a0: une surcharge (trop de connexions à la fois) ou une attaque informatique.',
  );
  expect(text).not.toMatch(/logiciel|certificat|hébergement/u);
});
