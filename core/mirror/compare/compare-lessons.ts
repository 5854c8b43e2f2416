import type { LessonText } from './lesson-text.ts';

/** What became of one lesson, as a teacher would say it. */
export interface LessonChange {
  readonly path: string;
  readonly title: string;
  /** What it was called before, where that is another. */
  readonly titleBefore?: string;
  /** The part of the text that is new or gone, in [0, 1]. */
  readonly share: number;
  /** The first sentence that is new; of a text that only lost some, the first that is gone. */
  readonly sentence?: { readonly kind: 'new' | 'gone'; readonly text: string };
  /** Whether other pictures are shown, or the same places show others. */
  readonly pictures: boolean;
  /** Licence and author, where they are others. */
  readonly credit?: { readonly before: string; readonly after: string };
}

/** Longer sentences are shown by their beginning. Chosen: two lines of a terminal. */
const SENTENCE_CHARS = 160;

/**
 * Compare a lesson with itself in an earlier build. Sentences are compared, not their places: one that moved
 * has not changed.
 *
 * @param samePictures whether the pictures of both are the same, byte for byte
 * @returns null when its readers see the same
 */
export function compareLessons(
  path: string,
  before: LessonText,
  after: LessonText,
  samePictures: boolean,
): LessonChange | null {
  const was = sentencesOf(before.text);
  const is = sentencesOf(after.text);
  const fresh = without(is, was);
  const gone = without(was, is);
  const longest = Math.max(lengthOf(was), lengthOf(is));
  const share = longest === 0 ? 0 : Math.max(lengthOf(fresh), lengthOf(gone)) / longest;
  const sameCredit = before.credit === after.credit;
  const sameTitle = before.title === after.title;
  if (share === 0 && samePictures && sameCredit && sameTitle) return null;
  const [first = gone[0]] = fresh;
  return {
    path,
    title: after.title,
    ...(!sameTitle && { titleBefore: before.title }),
    share,
    ...(first !== undefined && {
      sentence: { kind: fresh.length > 0 ? 'new' : 'gone', text: cut(first) },
    }),
    pictures: !samePictures,
    ...(!sameCredit && { credit: { before: before.credit, after: after.credit } }),
  };
}

function sentencesOf(text: string): readonly string[] {
  return text
    .split(/\n|(?<=[.!?…])\s+/)
    .map((sentence) => sentence.replaceAll(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '');
}

/** Those of `all` that `others` has not, each as often as it has more of them; in order. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1);
  return all.filter((one) => {
    const count = left.get(one) ?? 0;
    if (count > 0) left.set(one, count - 1);
    return count === 0;
  });
}

const lengthOf = (sentences: readonly string[]): number =>
  sentences.reduce((sum, { length }) => sum + length, 0);

const cut = (sentence: string): string =>
  sentence.length <= SENTENCE_CHARS ? sentence : `${sentence.slice(0, SENTENCE_CHARS - 1)}…`;
