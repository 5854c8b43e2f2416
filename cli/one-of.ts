import { InvalidArgumentError } from 'commander';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { operateWords } from './operate-words.ts';

/** A parser of an option that takes one of a few words; its refusal names them all. */
export const oneOf =
  <Word extends string>(allowed: readonly Word[], io: CliIo) =>
  (asked: string): Word => {
    const found = allowed.find((word) => word === asked);
    if (found !== undefined) return found;
    const list = allowed.join(', ');
    throw new InvalidArgumentError(fillTemplate(operateWords(io.language).oneOf, { list }));
  };
