import type { Random } from '../../app/ports.ts';

/**
 * Chance that repeats: the same seed and label give the same numbers (mulberry32 over an FNV-1a
 * hash). Each part of the stage draws from a label of its own, so that one part's draws do not
 * shift another's. Not for secrets.
 */
export function seededRandom(seed: number, label: string): Random {
  let state = seed >>> 0;
  for (const letter of label) {
    state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return {
    next: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}

/** @returns one of `items`, each as likely as any other; undefined when there is none */
export function pick<T>(random: Random, items: readonly T[]): T | undefined {
  return items[Math.floor(random.next() * items.length)];
}

/** `value` give or take `part` of it, evenly spread. */
export const spread = (random: Random, value: number, part: number): number =>
  value * (1 + part * (2 * random.next() - 1));
