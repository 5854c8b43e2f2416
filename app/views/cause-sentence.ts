import type { CauseWord } from '../../core/cause/carried-word.ts';
import type { PageWords } from './words.ts';

/**
 * The one sentence for a cause and its rung, for everybody.
 *
 * @param word null while the cause is looked for
 * @param said its words are those of `cause.sentence` and `status.causes`
 */
export function causeSentence(word: CauseWord | null, { words, language }: PageWords): string {
  if (word === null) return words('cause.sentence.sought');
  const { cause, rung, open } = word;
  if (cause !== 'undetermined' && rung !== 'inconnue')
    return words(`cause.sentence.${cause}.${rung}`);
  // One alone would read as the answer.
  if (open.length < 2) return words('cause.sentence.undetermined.inconnue');
  const names = open.map((one) => words(`status.causes.${one}`));
  const list = new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
  return words('cause.sentence.undetermined.open', { list });
}
