import { createHash, createSecretKey } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageMemory, RememberedPage } from '../../../../app/mirror/page-memory.ts';
import { hashOf } from '../../hash.ts';
import { readPageEntry, writePageEntry } from './page-entry.ts';

export interface PageShelf extends PageMemory {
  /** Drop what this build did not ask for: a folder holds the pages of one build. */
  prune(): void;
}

export interface PageShelfPlace {
  /** Made when absent; everything in it is this memory's. */
  readonly folder: string;
  /** Known to who signs the mirror, and to nobody else. */
  readonly secret: Uint8Array;
  /** Of the cleaner and of the language in which it speaks. */
  readonly edition: string;
}

/**
 * What became of pages, each in a file of a folder. What it holds goes into signed pages unread, so
 * that each file is sealed: one that was cut short, changed, moved or written by another is none.
 *
 * A folder that cannot be written costs time and nothing else.
 */
export function pageShelf({ folder, secret, edition }: PageShelfPlace): PageShelf {
  quietly(() => mkdirSync(folder, { recursive: true }));
  const key = createSecretKey(secret);
  const asked = new Set<string>();
  const nameOf = (of: string): string =>
    createHash('sha256').update(`${edition}\n`).update(of).digest('hex');
  return {
    markOf: hashOf,
    find: (of) => {
      const name = nameOf(of);
      asked.add(name);
      return quietly(() => readPageEntry(readFileSync(join(folder, name)), name, key));
    },
    // At its place at once: a half entry, of a killed build, has no seal that fits.
    keep: (of, page: RememberedPage) => {
      const name = nameOf(of);
      quietly(() => writeFileSync(join(folder, name), writePageEntry(page, name, key)));
    },
    prune: () => {
      for (const name of quietly(() => readdirSync(folder)) ?? [])
        if (!asked.has(name)) quietly(() => unlinkSync(join(folder, name)));
    },
  };
}

/** What fails is cleaned again, and tried again, by the next build. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
