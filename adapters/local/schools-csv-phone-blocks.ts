import type { Phone } from '../../app/schools/phone-reader.ts';
import type { Territory } from '../../core/school/territory.ts';

/** What the numbers of one block are. */
export interface PhoneBlock {
  /** What stands before the nine digits in E.164: `+33`, `+262`. */
  readonly prefix: string;
  readonly line: Phone['line'];
}

/** Finds the block of ten dialled digits; null when no number of it is anybody's. */
export type PhoneBlocks = (dialled: string) => PhoneBlock | null;

/** The zero, and the digits that name a block after it. */
const NAME_DIGITS = 6;

/**
 * Look up each block of the ten-digit plan once: a directory has ten numbers of each, and a look-up
 * takes longer than all else that is done with a number. At most 90,000 are remembered for each
 * territory.
 *
 * Operators are given numbers by ten thousand, so that the last four digits tell nothing; the
 * library's patterns leave them free too, which a test holds.
 *
 * @param find asks the territories in their order, the school's own first
 * @see ARCEP, décision n° 2018-0881 (plan national de numérotation), blocks of numbers
 */
export function rememberBlocks(
  territories: readonly Territory[],
  find: (dialled: string, territories: readonly Territory[]) => PhoneBlock | null,
): (own: Territory) => PhoneBlocks {
  const known = new Map<Territory, PhoneBlocks>();
  return (own) => {
    const found = known.get(own);
    if (found !== undefined) return found;
    const others = territories.filter((other) => other.plan === 'FR' && other !== own);
    const made = blocksIn((dialled) => find(dialled, [own, ...others]));
    known.set(own, made);
    return made;
  };
}

function blocksIn(find: PhoneBlocks): PhoneBlocks {
  const known = new Map<string, PhoneBlock | null>();
  return (dialled) => {
    const name = dialled.slice(0, NAME_DIGITS);
    const found = known.get(name);
    if (found !== undefined) return found;
    const block = find(dialled);
    known.set(name, block);
    return block;
  };
}
