import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { causeSentence } from '../../../app/views/cause-sentence.ts';
import { CAUSES, SPOKEN_CAUSES } from '../../../core/cause/cause.ts';
import { carriedWord } from '../../../core/cause/carried-word.ts';
import { namesNobody } from '../../../core/cause/gates/g6-names-nobody.ts';
import { judge } from '../../../core/cause/judge.ts';
import type { Claim } from '../../../core/cause/signal.ts';
import { TOLD_CAUSES } from '../../../core/notice/wording.ts';
import { readWordTable, readWords } from '../../../web/words.ts';
import { on6April, signal, table } from '../../fixtures/cause/speech.ts';

// Goal: there is one sentence for each cause and rung, in both languages; none names a country, a
// company or a person, and none speaks of an attack that its gate does not let through.
// Method: the whole table of sentences, and verdicts of whatever evidence.

const RUNGS = ['possible', 'probable', 'confirmée'] as const;
const LANGUAGES = ['fr', 'en'] as const;
const ATTACK = /attaque|attack/i;
/** Of facts about what had to be taken back; beside the stems of G6. */
const NEVER =
  /pirat|hack|cyber|étranger|foreign|russ|chin[eao]|iran|ovh|amazon|aws|azure|google|microsoft|orange|kosmos|criminel|rançon|ransom/i;

const said = (language: 'fr' | 'en') => ({ language, words: readWords(language) });

describe.each(LANGUAGES)('sentences in %s', (language) => {
  const stated = SPOKEN_CAUSES.filter((cause) => cause !== 'undetermined').flatMap((cause) =>
    RUNGS.map((rung) => ({
      cause,
      rung,
      text: causeSentence({ cause, rung, open: [] }, said(language)),
    })),
  );

  test('there is one for each cause and rung, and no two alike', () => {
    expect(stated).toHaveLength(21);
    expect(new Set(stated.map(({ text }) => text)).size).toBe(stated.length);
  });

  test('only a confirmed cause is told without its doubt', () => {
    const doubt = language === 'fr' ? /pas confirmé/ : /not confirmed/;
    for (const { rung, text } of stated) expect(doubt.test(text)).toBe(rung !== 'confirmée');
  });

  test('an attack is possible to the public until it is confirmed, and no other sentence says the word', () => {
    for (const { cause, text } of stated) expect(ATTACK.test(text)).toBe(cause === 'attack');
    const [, probable] = stated.filter(({ cause }) => cause === 'attack');
    expect(probable?.text).toMatch(/^(?:Cause possible|Possible cause)/);
  });

  test('there is one against each cause, and words for what is taken back', () => {
    const { words } = said(language);
    const against = TOLD_CAUSES.map((cause) => words(`cause.against.${cause}`));
    expect(new Set(against).size).toBe(TOLD_CAUSES.length);
    const times = { from: '8:20', until: '9:12' };
    expect(words('cause.corrected.was', times)).toMatch(/8:20.*9:12/);
    expect(words('cause.corrected.now', { from: '9:12' })).toContain('9:12');
  });

  test('none names a country, a company, a person or an intent', () => {
    const all = Object.entries(readWordTable(language)).filter(([key]) =>
      /^cause\.(?:sentence|against|corrected|name|rung|signal|told)\.|^status\.causes\.|^notices\./.test(
        key,
      ),
    );
    expect(all.length).toBeGreaterThan(150);
    for (const [key, text] of all) {
      expect(`${key} ${text}`).not.toMatch(NEVER);
      expect(namesNobody(text)).toBe(true);
    }
  });
});

describe('whatever the evidence', () => {
  const features = [...new Set(table.rows.map(({ feature }) => feature))];
  const claim = fc.record({
    at: fc.constant(on6April('08:20')),
    role: fc.constantFrom<Claim['role']>('owner', 'hoster', 'vendor', 'politician', 'press'),
    asserts: fc.constantFrom(...CAUSES),
    denies: fc.boolean(),
    statement: fc.constant('x'),
    source: fc.constant('y'),
  });

  test('no sentence states an attack that its gate holds back', () => {
    const evidence = fc.tuple(
      fc.subarray(features, { maxLength: 8 }),
      fc.array(claim, { maxLength: 3 }),
    );
    fc.assert(
      fc.property(evidence, ([seen, claims]) => {
        const verdict = judge({
          at: on6April('08:30'),
          signals: seen.map((feature) => signal(feature)),
          claims,
          confirmedCause: null,
          table,
        });
        const composed = table.rows.some(
          ({ feature, composition }) => composition === true && seen.includes(feature),
        );
        for (const language of LANGUAGES) {
          const text = causeSentence(carriedWord({ verdict }), said(language));
          const states = ATTACK.test(text) && verdict.cause !== 'undetermined';
          expect(states && (!composed || verdict.gates.includes('G3'))).toBe(false);
        }
      }),
    );
  });
});
