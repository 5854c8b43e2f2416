import { InvalidArgumentError } from 'commander';
import type { CliIo } from './frame-io.ts';
import { planWords } from './plan-words.ts';

/**
 * A parser of the part of visitors to keep on a mirror: a whole number, 0 to 99. All of them is
 * another command, which holds them there.
 *
 * @returns the part, in [0, 1)
 */
export const wholePercent =
  (io: CliIo) =>
  (asked: string): number => {
    if (/^\d{1,2}$/.test(asked)) return Number(asked) / 100;
    throw new InvalidArgumentError(planWords(io.language).percentRange);
  };
