import { PreauError } from '../../../core/errors.ts';
import type { Admitted, FoundEntry } from './admit-entries.ts';
import type { Archive } from './archive.ts';
import type { ArchiveLimits } from './archive-limits.ts';

/** How the bytes of one entry are come by. Throws anything where they cannot be. */
type Unpack<Entry> = (entry: Entry) => AsyncIterable<Uint8Array>;

/** An archive over entries that were let in: each gives its stated size, or counts as damaged. */
export function archiveOf<Entry extends FoundEntry>(
  admitted: Admitted<Entry>,
  unpack: Unpack<Entry>,
  close: () => Promise<void>,
  limits: ArchiveLimits,
): Archive {
  let isOpen = true;
  const find = (name: string): Entry | null =>
    isOpen ? (admitted.entries.get(name) ?? null) : null;
  return {
    entries: [...admitted.entries].map(([name, { sizeBytes }]) => ({ name, sizeBytes })),
    leftOut: admitted.leftOut,
    read: async (name) => {
      const entry = find(name);
      if (entry === null || entry.sizeBytes > limits.readBytes) return null;
      return whole(exactly(entry, unpack)).catch(() => null);
    },
    pieces: (name) => piecesOf(name, find(name), unpack),
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await close();
    },
  };
}

async function* piecesOf<Entry extends FoundEntry>(
  name: string,
  entry: Entry | null,
  unpack: Unpack<Entry>,
): AsyncIterable<Uint8Array> {
  if (entry === null) throw damaged(name, 'none');
  const pieces = exactly(entry, unpack)[Symbol.asyncIterator]();
  try {
    for (;;) {
      // Only the archive's own faults are named so, not those of whoever reads it.
      const next = await pieces.next().catch((error: unknown) => {
        throw damaged(name, 'a damaged one', error);
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await pieces.return?.(undefined);
  }
}

const damaged = (name: string, got: string, cause?: unknown): PreauError =>
  new PreauError(
    'mirror-source-unreadable',
    `expected the file ${name} whole in the package, got ${got}; export the package again`,
    {
      cause,
      said: {
        key: 'course.entry',
        values: { name, got: { key: cause === undefined ? 'got.none' : 'got.damaged' } },
      },
    },
  );

/** Stops at the first byte too many: what is stated was held against the limits. */
async function* exactly<Entry extends FoundEntry>(
  entry: Entry,
  unpack: Unpack<Entry>,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of unpack(entry)) {
    bytes += piece.length;
    if (bytes > entry.sizeBytes) throw new Error('more than stated');
    yield piece;
  }
  if (bytes < entry.sizeBytes) throw new Error('less than stated');
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
