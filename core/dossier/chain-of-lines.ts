import { GENESIS, type Hash } from '../journal/chain.ts';
import type { LineFault } from './fault.ts';
import { readJournalLine } from './journal-line.ts';

/** How a dossier's journal ends: what a hash that was kept elsewhere is compared with. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

type Checked =
  | { readonly kind: 'whole'; readonly end: ChainEnd }
  /** The first line that does not hold, counted from 1. */
  | { readonly kind: 'broken'; readonly line: number; readonly why: LineFault };

/**
 * Check lines of a journal by their text alone: numbers without a gap from 1, each chained to the
 * one before, the first to nothing.
 */
export function checkChainOfLines(lines: Iterable<string>, hash: Hash): Checked {
  let end: ChainEnd = { seq: 0, hash: GENESIS };
  for (const text of lines) {
    const line = end.seq + 1;
    const broken = (why: LineFault): Checked => ({ kind: 'broken', line, why });
    const read = readJournalLine(text);
    if (read === null) return broken('line-unreadable');
    if (read.seq !== line) return broken('line-numbered-otherwise');
    if (read.previous !== end.hash) return broken('line-does-not-follow');
    if (hash(read.hashed) !== read.hash) return broken('line-altered');
    end = { seq: read.seq, hash: read.hash };
  }
  return { kind: 'whole', end };
}
