import { foldAndMeasure } from '../../core/notice/measure-sms.ts';

/** Rounds of a warm-up, then of what is measured, over all texts; chosen: about a second each. */
const WARM_ROUNDS = 20_000;
const ROUNDS = 100_000;

/**
 * Texts as notices and operators write them: two that are all GSM-7, which is what the templates
 * give; one with typographic apostrophes and no-break spaces; one with letters that GSM-7 lacks;
 * one typed in decomposed letters, which must be composed first.
 */
const TEXTS: readonly string[] = [
  'Préau : ENT Auvergne-Rhone-Alpes ne répond pas depuis 08h42. Cause recherchée. Cours de secours : secours.preau.example/ara Prochain point à 09h15.',
  'Préau: ENT Hauts-de-France is full, too many connections. Wait before you try again. Lessons: secours.preau.example/hdf Next: 09:15.',
  'Préau\u00a0: l’ENT d’Île-de-France marche de nouveau depuis 10h17. Durée de la panne\u00a0: 1\u00a0h\u00a035. Cours de secours ouverts jusqu’à ce soir.',
  'Préau : ENT Rhône et forêt, façade perturbée. Leçons et contrôles : secours.preau.example/rhone Prochain point à 09h15, même sans nouvelle.',
  'Pre\u0301au : ENT Occitanie re\u0301pond. Cours de secours ouverts jusqu’a\u0300 ce soir.',
];

/**
 * How many messages of {@link TEXTS} are folded and counted in a second, on one core.
 *
 * @param now of this thread's time on a core, in milliseconds
 */
export function foldRate(now: () => number): number {
  run(WARM_ROUNDS);
  const begun = now();
  const segments = run(ROUNDS);
  const seconds = (now() - begun) / 1_000;
  // Every text is one part: a sum that is used cannot be optimised away, and says so if it is wrong.
  if (segments !== ROUNDS * TEXTS.length)
    throw new Error(`expected one part each, got ${segments}`);
  return (ROUNDS * TEXTS.length) / seconds;
}

function run(rounds: number): number {
  let segments = 0;
  for (let round = 0; round < rounds; round += 1)
    for (const text of TEXTS) segments += foldAndMeasure(text).segments;
  return segments;
}
