/**
 * The word that was probably meant: the nearest of `words`, at most a third of its letters away.
 * Case, hyphens and underscores do not count: `min_hold` is `minHold`.
 *
 * @returns undefined when none is near
 */
export function nearWord(word: string, words: readonly string[]): string | undefined {
  const meant = words
    .map((candidate) => ({ candidate, edits: editDistance(plain(word), plain(candidate)) }))
    .toSorted((a, b) => a.edits - b.edits)[0];
  if (!meant || meant.edits > Math.max(1, Math.floor(meant.candidate.length / 3))) return undefined;
  return meant.candidate;
}

/** Longer words are cut: no key of ours is so long, and the work stays bounded. */
const plain = (word: string) => word.toLowerCase().replaceAll(/[-_]/g, '').slice(0, 40);

/** Levenshtein's: insertions, deletions and substitutions of one letter. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const substituted = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(substituted, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
