import type { KeyOf } from './weigh-words.ts';
import { eachWord } from './words-in.ts';

/** How often a text has one word, and where first. */
export interface CountedWord {
  readonly times: number;
  /** In UTF-16 units. */
  readonly at: number;
}

/** The words of one text by their keys, in the order of their first places. */
export interface CountedWords {
  /** Words written, those that every lesson has included. */
  readonly written: number;
  readonly keys: ReadonlyMap<string, CountedWord>;
}

/** Count a text's words, each under the key of its forms. */
export function countWords(text: string, keyOf: KeyOf): CountedWords {
  const { found, written } = countForms(text);
  const keys = new Map<string, { times: number; readonly at: number }>();
  for (const [word, { times, at }] of found) {
    const key = keyOf(word);
    if (key === null) continue;
    const known = keys.get(key);
    // The first of a key's words is the first of all.
    if (known === undefined) keys.set(key, { times, at });
    else known.times += times;
  }
  return { written, keys };
}

/** As they are written: most come several times, and their key is asked for once. */
function countForms(text: string) {
  const found = new Map<string, { times: number; readonly at: number }>();
  let written = 0;
  eachWord(text, (word, at) => {
    written += 1;
    const known = found.get(word);
    if (known === undefined) found.set(word, { times: 1, at });
    else known.times += 1;
  });
  return { found, written };
}

/** Counted words as one text, to be kept. Keys are letters and digits: no blank is in them. */
export const packWords = ({ written, keys }: CountedWords): string =>
  `${written}${[...keys].map(([key, { times, at }]) => `\n${key} ${times} ${at}`).join('')}`;

/** What {@link packWords} was given. */
export function unpackWords(packed: string): CountedWords {
  const [written = '0', ...lines] = packed.split('\n');
  const keys = lines.map((line): readonly [string, CountedWord] => {
    const [key = '', times, at] = line.split(' ');
    return [key, { times: Number(times), at: Number(at) }];
  });
  return { written: Number(written), keys: new Map(keys) };
}
