import { canonicalJson } from '../journal/canonical-json.ts';
import type { JournalEntry } from '../journal/entry.ts';

/**
 * One entry as one line, its keys sorted: without its own `"hash":"…",` the line is letter by letter
 * what was hashed, so that a shell with `sha256sum` can check it.
 */
export const journalLine = ({ seq, event, actions, previous, hash }: JournalEntry): string =>
  canonicalJson({ seq, event, actions, previous, hash });

/** What a line says of itself, and the text that its hash is of. */
export interface ReadLine {
  readonly seq: number;
  readonly previous: string;
  readonly hash: string;
  readonly hashed: string;
}

/** The end of a line that {@link journalLine} wrote: no event or action can hold its own hash. */
const END =
  /"hash":"(?<hash>[0-9a-f]{64})","previous":"(?<previous>[0-9a-f]{64})","seq":(?<seq>\d{1,15})\}$/;

/** @returns null for what is no line of a journal */
export function readJournalLine(line: string): ReadLine | null {
  const found = END.exec(line.slice(-250));
  const { hash, previous, seq } = found?.groups ?? {};
  if (found === null || hash === undefined || previous === undefined) return null;
  const end = line.length - found[0].length;
  const hashed = `${line.slice(0, end)}"previous":"${previous}","seq":${seq}}`;
  return { seq: Number(seq), previous, hash, hashed };
}
