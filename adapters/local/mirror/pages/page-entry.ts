import type { RememberedPage } from '../../../../app/mirror/page-memory.ts';

/** What of an entry is JSON. Its long texts follow as they are: most of its bytes. */
interface EntryHead extends Omit<RememberedPage, 'body' | 'text' | 'words'> {
  /** What `words` were counted of; null where nobody counted. */
  readonly letters: number | null;
  /** Bytes of the words, and of the body after them; the text is the rest. */
  readonly wordBytes: number;
  readonly bodyBytes: number;
}

const LINE_END = 0x0a;

/** An entry as bytes: a line of JSON, the words, the body, the text. */
export function writePageEntry(entry: RememberedPage): Uint8Array {
  const { body, text, words, ...page } = entry;
  const parts = [words?.packed ?? '', body(), text()].map((part) => Buffer.from(part));
  const [wordBytes = 0, bodyBytes = 0] = parts.map(({ length }) => length);
  const head: EntryHead = { ...page, letters: words?.letters ?? null, wordBytes, bodyBytes };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...parts]);
}

/** @param entry what {@link writePageEntry} gave, under a seal that says so */
export function readPageEntry(entry: Buffer): RememberedPage | null {
  const from = entry.indexOf(LINE_END) + 1;
  const head: unknown = JSON.parse(entry.toString('utf8', 0, from));
  if (!isHead(head)) return null;
  const { letters, wordBytes, bodyBytes, ...page } = head;
  const bodyAt = from + wordBytes;
  const textAt = bodyAt + bodyBytes;
  return {
    ...page,
    words: letters === null ? null : { letters, packed: entry.toString('utf8', from, bodyAt) },
    body: () => entry.toString('utf8', bodyAt, textAt),
    text: () => entry.toString('utf8', textAt),
  };
}

/** No more is asked: the seal says that this very edition of the cleaner wrote it. */
const isHead = (value: unknown): value is EntryHead =>
  typeof value === 'object' && value !== null && 'asked' in value && 'bodyBytes' in value;
