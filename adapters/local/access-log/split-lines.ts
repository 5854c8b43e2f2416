/** What is handed on at once. A line of this length or more is not kept. */
export const BLOCK_BYTES = 1_048_576;
const NEWLINE = 10;

export interface LineSplitter {
  /** Where the next bytes of the file may be put; never empty. */
  room(): Uint8Array;
  /** So many bytes were put there. */
  filled(length: number): void;
  /** The file ends, or what is wanted of it. */
  end(): void;
}

/** What a splitter hands on: whole lines, and where the first of them stands in the file. */
export interface LineTaker {
  /** The bytes are the splitter's own, and others soon after. */
  take(bytes: Uint8Array, from: number, to: number, offset: number): void;
  tooLong(offset: number): void;
}

/**
 * Cut a stream of bytes into blocks of whole lines, in the memory of one block.
 *
 * @param start the place in the file of the first byte that will come
 * @param midLine the first bytes are of a line that somebody else takes
 * @param block memory to work in, of `BLOCK_BYTES`
 */
export function createLineSplitter(
  taker: LineTaker,
  {
    start = 0,
    midLine = false,
    block = new Uint8Array(BLOCK_BYTES),
  }: { readonly start?: number; readonly midLine?: boolean; readonly block?: Uint8Array } = {},
): LineSplitter {
  let [held, blockStart, passing] = [0, start, midLine];
  const dropUntil = (from: number): void => {
    block.copyWithin(0, from, held);
    held -= from;
    blockStart += from;
  };
  /** Pass over the rest of a line that is not wanted, as far as it is there. */
  const passOver = (): void => {
    if (!passing) return;
    const end = block.subarray(0, held).indexOf(NEWLINE);
    passing = end < 0;
    dropUntil(end < 0 ? held : end + 1);
  };
  return {
    room: () => block.subarray(held),
    filled: (length) => {
      held += length;
      if (held < BLOCK_BYTES) return;
      passOver();
      const end = block.subarray(0, held).lastIndexOf(NEWLINE) + 1;
      if (end > 0) taker.take(block, 0, end, blockStart);
      else if (held === BLOCK_BYTES) {
        taker.tooLong(blockStart);
        passing = true;
      }
      dropUntil(end > 0 ? end : passing ? held : 0);
    },
    end: () => {
      passOver();
      if (held > 0) taker.take(block, 0, held, blockStart);
      dropUntil(held);
    },
  };
}
