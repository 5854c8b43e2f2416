import { wordFindings } from '../app/views/word-promise.ts';
import type { Words } from '../app/views/words.ts';
import type { PromiseCheck } from '../core/promises/promise.ts';
import { showInvisible } from './show-invisible.ts';

/** What shows a promise kept or broken, for one line of a terminal: an altered journal may hold anything. */
export const promiseWhy = ({ said }: Pick<PromiseCheck, 'said'>, words: Words): string =>
  showInvisible(wordFindings(said, words), 'one');
