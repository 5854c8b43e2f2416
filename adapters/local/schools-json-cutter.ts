import { endOfValue, likelyEnd, skipBlanks } from './schools-json-value-end.ts';

/** Who is told of what a cutter finds. */
export interface Found {
  /** A record of the document, whatever kind of value it is. */
  readonly record: (value: unknown) => void;
  /** What an answer says of the number of its records. */
  readonly announced: (records: number) => void;
}

/** Cuts JSON documents into their records, however their text comes in pieces. */
export interface JsonCutter {
  /** @throws SyntaxError for what is no JSON */
  take(piece: string): void;
  /** @throws SyntaxError when the last document has not ended */
  end(): void;
}

/** What an answer of the API v1, of v2 and an export as GeoJSON keep their records under. */
const LISTS: ReadonlySet<unknown> = new Set(['records', 'results', 'features']);

/** Likewise what they tell their number by. */
const COUNTS: ReadonlySet<unknown> = new Set(['nhits', 'total_count']);

/** What stands open, from the outside in: never more than a list in an answer. */
type Open = 'list' | 'answer';

/** What must come next. `first` may be the end as well. */
type Next = 'document' | 'first' | 'item' | 'colon' | 'member' | 'separator';

interface State {
  readonly found: Found;
  readonly open: Open[];
  next: Next;
  key: unknown;
}

/**
 * Cut one document after the other: the elements of an array are records, and so are those of an
 * answer's lists. Only where a value ends is looked for here; what it is, `JSON.parse` says, of each
 * by itself, so that no more than one record and a piece is ever held.
 *
 * What a value may be long is for the caller to bound: a piece is kept until the value that it began
 * has ended.
 */
export function createJsonCutter(found: Found): JsonCutter {
  const state: State = { found, open: [], next: 'document', key: undefined };
  let rest = '';
  return {
    take: (piece) => {
      const text = rest === '' ? piece : rest + piece;
      let at = skipBlanks(text, 0);
      while (at < text.length) {
        const after = step(state, text, at);
        if (after < 0) break;
        at = skipBlanks(text, after);
      }
      rest = text.slice(at);
    },
    end: () => {
      if (rest !== '' || state.open.length > 0)
        throw new SyntaxError('the end of the file within the document');
    },
  };
}

/** @returns where to go on, or -1 where the value at `at` has not ended in this text */
function step(state: State, text: string, at: number): number {
  const { open, next } = state;
  const sign = text.charAt(at);
  const inside = open.at(-1);
  if (inside === undefined) return enter(state, text, at);
  const isEnd = sign === (inside === 'list' ? ']' : '}');
  if (isEnd && (next === 'first' || next === 'separator')) {
    open.pop();
    state.next = open.length === 0 ? 'document' : 'separator';
    return at + 1;
  }
  if (next === 'separator') return expect(state, ',', 'item', text, at);
  if (next === 'colon') return expect(state, ':', 'member', text, at);
  if (next === 'member' && sign === '[' && LISTS.has(state.key)) return enter(state, text, at);
  const read = readValue(text, at);
  if (read === null) return -1;
  state.next = takeValue(state, inside, read.value);
  return read.end;
}

interface ReadValue {
  readonly value: unknown;
  readonly end: number;
}

/**
 * The value that begins at `at`. Where one of a list seems to end it is parsed at once, and if that is
 * JSON it is all of it, since no whole value begins another; else its end is looked for sign by sign.
 *
 * @returns null where it has not ended in this text
 */
function readValue(text: string, at: number): ReadValue | null {
  const likely = likelyEnd(text, at);
  const read = likely < 0 ? null : tryToRead(text, at, likely);
  if (read !== null) return read;
  const end = endOfValue(text, at);
  return end < 0 ? null : { value: JSON.parse(text.slice(at, end)), end };
}

function tryToRead(text: string, at: number, end: number): ReadValue | null {
  try {
    return { value: JSON.parse(text.slice(at, end)), end };
  } catch {
    return null;
  }
}

function enter(state: State, text: string, at: number): number {
  const sign = text.charAt(at);
  if (sign !== '[' && sign !== '{') throw unexpected(text, at, 'an array or an object');
  state.open.push(sign === '[' ? 'list' : 'answer');
  state.next = 'first';
  return at + 1;
}

function expect(state: State, sign: string, next: Next, text: string, at: number): number {
  if (text.charAt(at) !== sign) throw unexpected(text, at, sign);
  state.next = next;
  return at + 1;
}

/** @returns what must come after it */
function takeValue(state: State, inside: Open, value: unknown): Next {
  const { found, next, key } = state;
  if (inside === 'list') {
    found.record(value);
    return 'separator';
  }
  if (next === 'member') {
    if (typeof value === 'number' && COUNTS.has(key)) found.announced(value);
    return 'separator';
  }
  if (typeof value !== 'string') throw new SyntaxError('a key that is no text');
  state.key = value;
  return 'colon';
}

const unexpected = (text: string, at: number, wanted: string): SyntaxError =>
  new SyntaxError(`${JSON.stringify(text.slice(at, at + 20))} where ${wanted} should stand`);
