import { SPOKEN_CAUSES } from '../../core/cause/cause.ts';
import type { Finding } from '../../core/promises/finding.ts';
import type { PromiseCheck } from '../../core/promises/promise.ts';
import type { Words } from './words.ts';

/** A promise as people read it, and as programs are given it beside. */
export interface WordedCheck extends Omit<PromiseCheck, 'said'> {
  /** What was counted when held, what broke it otherwise, in one line. */
  readonly why: string;
}

/** @param words those of `promise` and `cause.name` */
export const wordCheck = ({ said, ...check }: PromiseCheck, words: Words): WordedCheck => ({
  ...check,
  why: wordFindings(said, words),
});

/**
 * What was counted of a promise or broke it, as clauses in one line: no capital, no full stop.
 *
 * @param words those of `promise` and `cause.name`
 */
export const wordFindings = (said: readonly Finding[], words: Words): string =>
  said.map((one) => words(`promise.${one.key}`, valuesOf(one, words))).join(words('promise.and'));

function valuesOf(
  { key, values }: Finding,
  words: Words,
): Readonly<Record<string, string | number>> {
  if (key !== 'word-unfounded') return values;
  return {
    ...values,
    cause: isCause(values.cause) ? words(`cause.name.${values.cause}`) : values.cause,
  };
}

/** Whoever rewrites a journal can make it hold anything. */
const isCause = (text: string): boolean => SPOKEN_CAUSES.some((cause) => cause === text);
