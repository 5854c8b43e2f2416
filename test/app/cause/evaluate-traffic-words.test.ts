import fc from 'fast-check';
import { expect, test } from 'vitest';
import { saidOfRise, saysAbroad } from '../../../app/cause/evaluate-traffic-words.ts';

// Goal: words about traffic accuse nobody unless they say it, in French and English. Method: as people
// write them; and whatever is written, a denial of it never says it.

test.each([
  'mostly foreign',
  'foreign (29 000 addresses)',
  'étrangères à 90 %',
  'surtout de l’étranger',
  'overseas',
  'traffic from abroad x40',
  'no domestic rise; mostly foreign',
  'mostly foreign, some French',
  'foreign: 92.5 %',
])('from abroad: %s', (text) => {
  expect(saysAbroad(text)).toBe(true);
});

test.each([
  '',
  'domestic (inferred)',
  'none from abroad',
  'domestic; foreign traffic was not observed',
  '0 % foreign',
  'almost nothing foreign',
  'aucune connexion venant de l’étranger',
  'sans trafic étranger',
  'trafic étranger négligeable',
  'less than 2 % foreign',
  'domestic (foreign share unchanged)',
  'never from abroad',
  'jamais de l’étranger',
  'foreign share: none',
  'no sign at all of any traffic that would have come from abroad',
  'domestic, incl. French pupils abroad',
  'blocked abroad (geo-block in place)',
  'foreign traffic fell',
  'rien de l’étranger',
  'hardly any foreign addresses',
  'neither foreign nor hosting networks',
  'usual (6 % foreign)',
  'it wasn’t from abroad',
  '2.5 % foreign',
  'alleged to be foreign',
  'domestic and foreign',
])('not from abroad: %s', (text) => {
  expect(saysAbroad(text)).toBe(false);
});

test('whatever surrounds them in a clause, a denial and a doubt say nothing', () => {
  const filler = fc.stringMatching(/^[a-z ]{0,40}$/);
  const denial = fc.constantFrom('no', 'not', 'none', 'never', 'aucun', 'pas', 'sans', 'unknown');
  fc.assert(
    fc.property(filler, filler, denial, fc.boolean(), (before, between, word, first) => {
      const parts = first ? [before, word, between, 'foreign'] : [before, 'foreign', between, word];
      expect(saysAbroad(parts.join(' '))).toBe(false);
    }),
  );
});

test.each<[string, ReturnType<typeof saidOfRise>]>([
  ['morning bell, 08:00-10:00', 'rise'],
  ['campaign spike', 'rise'],
  ['affluence à la sonnerie', 'rise'],
  ['not flat: surge at the bell', 'rise'],
  ['no bell, no ramp', 'neither'],
  ['not a crowd', 'neither'],
  ['pas de sonnerie', 'neither'],
  ['spike of errors', 'neither'],
  ['pic d’erreurs', 'neither'],
  ['step', 'neither'],
  ['night, no peak', 'quiet'],
  ['without any rise', 'quiet'],
  ['traffic drop, not rise', 'quiet'],
  ['flat', 'quiet'],
  ['pas de pic', 'quiet'],
])('a rise: %s', (text, said) => {
  expect(saidOfRise(text)).toBe(said);
});
