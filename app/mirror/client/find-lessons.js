import { matchKey, partsFor } from '../search/match-key.ts';
import { rankLessons, rarity } from '../search/rank-lessons.ts';
import { indexPart } from './index-parts.js';

/**
 * @typedef {import('../search/parse-query.ts').QueryWord} QueryWord
 * @typedef {{ lesson: number, excerpt: string }} FoundLesson
 * @typedef {{ lessons: FoundLesson[], count: number, isPartial: boolean }} Answer
 */

/**
 * Look a query up in the index.
 *
 * @param {string} folder
 * @param {readonly QueryWord[]} words
 * @param {number} shown lessons wanted at most
 * @returns {Promise<Answer>} rejects where the index cannot be had
 */
export async function findLessons(folder, words, shown) {
  const { count, from } = await indexPart(folder, 'index');
  const found = await Promise.all(words.map((word) => lookUp(folder, word, from, count)));
  const ranked = rankLessons(found.map(({ scores }) => scores));
  return {
    lessons: ranked.slice(0, shown).map(({ lesson }) => ({
      lesson,
      excerpt: excerptOf(lesson, found),
    })),
    count: ranked.length,
    isPartial: ranked.length > 0 && ranked[0]?.words !== words.length,
  };
}

/**
 * @typedef {{ scores: Map<number, number>, excerpts: Map<number, string>, rarest: number }} LookedUp
 */

/**
 * @param {string} folder
 * @param {QueryWord} word
 * @param {readonly string[]} from
 * @param {number} count of all lessons
 * @returns {Promise<LookedUp>}
 */
async function lookUp(folder, word, from, count) {
  const parts = await Promise.all(
    partsFor(word, from).map((part) => indexPart(folder, `m${part}`)),
  );
  const scores = new Map();
  const excerpts = new Map();
  let rarest = 0;
  for (const [key, steps, texts] of parts.flat()) {
    const how = matchKey(key, word);
    if (how === 0) continue;
    const tells = how * rarity(steps.length / 2, count);
    rarest = Math.max(rarest, tells);
    let lesson = 0;
    for (let at = 0; at < steps.length; at += 2) {
      lesson += steps[at];
      scores.set(lesson, Math.max(scores.get(lesson) ?? 0, tells * steps[at + 1]));
    }
    for (let at = 0; at < texts.length; at += 2)
      if (how === 1 || !excerpts.has(texts[at])) excerpts.set(texts[at], texts[at + 1]);
  }
  return { scores, excerpts, rarest };
}

/**
 * The one around the word that tells most.
 *
 * @param {number} lesson
 * @param {readonly LookedUp[]} found
 */
function excerptOf(lesson, found) {
  const having = found.filter(({ excerpts }) => excerpts.has(lesson));
  having.sort((a, b) => b.rarest - a.rarest);
  return having[0]?.excerpts.get(lesson) ?? '';
}
