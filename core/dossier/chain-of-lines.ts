import { GENESIS, type Hash } from '../journal/chain.ts';
import { readJournalLine } from './journal-line.ts';

/** How a dossier's journal ends: what a hash that was kept elsewhere is compared with. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

type Checked =
  | { readonly kind: 'whole'; readonly end: ChainEnd }
  /** The first line that does not hold, counted from 1. */
  | { readonly kind: 'broken'; readonly line: number; readonly why: string };

/**
 * Check lines of a journal by their text alone: numbers without a gap from 1, each chained to the
 * one before, the first to nothing.
 */
export function checkChainOfLines(lines: Iterable<string>, hash: Hash): Checked {
  let end: ChainEnd = { seq: 0, hash: GENESIS };
  for (const text of lines) {
    const line = end.seq + 1;
    const broken = (why: string): Checked => ({ kind: 'broken', line, why });
    const read = readJournalLine(text);
    if (read === null) return broken('it is no line of a journal');
    if (read.seq !== line) return broken(`it has the number ${read.seq}`);
    if (read.previous !== end.hash) return broken('it does not follow the line before');
    if (hash(read.hashed) !== read.hash) return broken('it was altered');
    end = { seq: read.seq, hash: read.hash };
  }
  return { kind: 'whole', end };
}
