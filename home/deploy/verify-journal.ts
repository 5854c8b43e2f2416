import { hashOf } from '../../adapters/local/hash.ts';
import { PreauError } from '../../core/errors.ts';
import { faultInChain } from '../../core/journal/chain.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { Rules } from '../../core/journal/rules.ts';
import { checkJournal } from '../../core/promises/check-journal.ts';
import type { Finding } from '../../core/promises/finding.ts';
import type { PromiseCheck } from '../../core/promises/promise.ts';
import { mergeChecks } from '../rehearse/names-turns.ts';
import { readKeptConfigs } from './kept-configs.ts';
import { type JournalLine, readJournal } from './read-journal.ts';
import { rulesOf } from './rules-of.ts';

/** What a journal shows, to whoever did not write it. */
export interface JournalReport {
  readonly lines: number;
  /** Of the last line: what a copy kept elsewhere is compared with. Null for an empty journal. */
  readonly head: string | null;
  readonly promises: readonly PromiseCheck[];
}

/**
 * Check a home's journal: its chain, every action by the events that led to it, and the promises
 * that it alone can show. Each line is judged by the configuration that its home then ran with.
 *
 * A journal that somebody altered is a broken promise and no error, whatever it now holds.
 *
 * @throws PreauError `not-found` for a folder that no home has run in, `store-unavailable`
 */
export async function verifyJournal(dataFolder: string): Promise<JournalReport> {
  const lines = readJournal(dataFolder);
  const kept = await readKeptConfigs(dataFolder);
  if (kept.length === 0)
    throw new PreauError(
      'not-found',
      `expected the configurations that the home of ${dataFolder} ran with, got none in its folder "configs"; without them no line can be replayed`,
      { said: { key: 'home.noConfigs', values: { folder: dataFolder } } },
    );
  return judgeLines(lines, rulesOf(kept));
}

/**
 * Judge the lines of any home's journal, each by the rules that were then in force.
 *
 * @param rules in order of `fromSeq`, at least one
 */
export function judgeLines(lines: readonly JournalLine[], rules: readonly Rules[]): JournalReport {
  const { entries, fault } = wholeChain(lines);
  const promises = rules.flatMap((one, index) => {
    const { fromSeq } = one;
    const before = rules[index + 1]?.fromSeq ?? Number.POSITIVE_INFINITY;
    // Rules under which nothing was decided show nothing, except when they are the only ones.
    if (rules.length > 1 && !entries.some(({ seq }) => seq >= fromSeq && seq < before)) return [];
    return judge(
      entries.filter(({ seq }) => seq < before),
      one,
    );
  });
  const broken: readonly PromiseCheck[] =
    fault === null ? [] : [{ id: 'P8', held: false, said: [fault] }];
  return {
    lines: lines.length,
    head: entries.at(-1)?.hash ?? null,
    promises: mergeChecks([...promises, ...broken]),
  };
}

/** The lines that follow each other unaltered, and what is wrong with the first that does not. */
function wholeChain(lines: readonly JournalLine[]): {
  readonly entries: readonly JournalEntry[];
  readonly fault: Finding | null;
} {
  const entries: JournalEntry[] = [];
  for (const { seq, entry } of lines) {
    if (entry === null) return { entries, fault: { key: 'line-not-json', values: { seq } } };
    if (entry.seq !== seq) return { entries, fault: { key: 'line-other', values: { seq } } };
    const fault = faultInChain(entries.at(-1) ?? null, entry, hashOf);
    if (fault !== null) return { entries, fault };
    entries.push(entry);
  }
  return { entries, fault: null };
}

/** Whoever rewrites a whole chain can make it hold anything: what cannot be replayed breaks P8 too. */
function judge(
  entries: readonly JournalEntry[],
  { policy, fromSeq }: Rules,
): readonly PromiseCheck[] {
  try {
    return checkJournal(entries, policy, hashOf, fromSeq);
  } catch (error) {
    const values = { why: String(error) };
    return [{ id: 'P8', held: false, said: [{ key: 'not-replayed', values }] }];
  }
}
