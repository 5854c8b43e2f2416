import type { BenchResult } from './bench.ts';

/**
 * A result whose parts that did not run are the former ones, each where it was; a part that is new
 * stands at the end. A run of all parts says their order. Without parts the result is as it was.
 */
export function withFormerParts(result: BenchResult, former: BenchResult | null): BenchResult {
  if (result.parts === undefined || former?.parts === undefined) return result;
  const fresh = new Map(result.parts.map((part) => [part.name, part]));
  if (former.parts.every(({ name }) => fresh.has(name))) return result;
  const kept = former.parts.map((part) => fresh.get(part.name) ?? part);
  const known = new Set(kept.map(({ name }) => name));
  return { ...result, parts: [...kept, ...result.parts.filter(({ name }) => !known.has(name))] };
}
