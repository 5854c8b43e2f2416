import type { Tried } from './mutate-files.ts';
import type { Counts, MutationResult, Survivor } from './mutation-result.ts';
import type { Outcome } from './outcome.ts';

const OUTCOMES: readonly Outcome[] = ['killed', 'timeout', 'survived', 'uncovered'];

/**
 * What is kept of a run.
 *
 * @param before what was kept of the run before, whose explanations go to the same survivors: those of
 *   the same change of the same words of the same file, wherever they stand in it by now
 */
export function sumUp(
  directory: string,
  { tried, notRun = [] }: { readonly tried: readonly Tried[]; readonly notRun?: readonly string[] },
  run: Pick<MutationResult, 'day' | 'seconds'>,
  before: Pick<MutationResult, 'survivors'> | null,
): MutationResult {
  const explained = new Map(keyed(before?.survivors ?? []).map(([key, { why }]) => [key, why]));
  const files = Map.groupBy(tried, ({ file }) => file);
  return {
    directory,
    ...run,
    counts: countOf(tried),
    ...(notRun.length > 0 && { notRun }),
    files: Object.fromEntries(Array.from(files, ([file, of]) => [file, countOf(of)])),
    survivors: keyed(tried.flatMap(survivorOf)).map(([key, survivor]) => {
      const why = explained.get(key);
      return why === undefined ? survivor : { ...survivor, why };
    }),
  };
}

/** Those that no run before had. */
export function newSurvivors(
  { survivors }: MutationResult,
  before: Pick<MutationResult, 'survivors'> | null,
): readonly Survivor[] {
  const known = new Set(keyed(before?.survivors ?? []).map(([key]) => key));
  return keyed(survivors).flatMap(([key, survivor]) => (known.has(key) ? [] : [survivor]));
}

function survivorOf(tried: Tried): readonly Survivor[] {
  const { file, line, mutator, original, replacement, outcome } = tried;
  if (outcome !== 'survived' && outcome !== 'uncovered') return [];
  return [{ file, line, mutator, original, replacement, outcome }];
}

/** Each with a key that outlives a change of lines; equal ones are told apart by their order. */
function keyed(survivors: readonly Survivor[]): readonly (readonly [string, Survivor])[] {
  const counts = new Map<string, number>();
  return survivors.map((survivor) => {
    const { file, mutator, original, replacement } = survivor;
    const words = JSON.stringify([file, mutator, original, replacement]);
    const count = counts.get(words) ?? 0;
    counts.set(words, count + 1);
    return [`${words}#${count}`, survivor];
  });
}

function countOf(tried: readonly Tried[]): Counts {
  const count = (wanted: Outcome) => tried.filter(({ outcome }) => outcome === wanted).length;
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, count(outcome)])) as Counts;
}
