import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CleanPage, LessonMarkup } from '../../../../app/mirror/ports.ts';
import { askAgain, writeDown } from './asked-again.ts';
import { readPageEntry, writePageEntry } from './page-entry.ts';

export interface KeptPages extends LessonMarkup {
  /** Drop what this build did not ask for: a folder holds the pages of one build. */
  prune(): void;
}

export interface KeptPagesPlace {
  /** Made when absent; everything in it is this markup's. */
  readonly folder: string;
  /** Known to who signs the mirror, and to nobody else. */
  readonly secret: Uint8Array;
  /** Of the cleaner and of the language in which it speaks. */
  readonly edition: string;
}

/**
 * A cleaner that cleans no page twice: what became of each is kept under the hash of its source. It
 * holds as long as all that the page asked of the site around it has the same answer: where its links
 * lead, how large its pictures are.
 *
 * A folder that cannot be written costs time and nothing else.
 */
export function keptPages(markup: LessonMarkup, place: KeptPagesPlace): KeptPages {
  makeFolder(place.folder);
  const shelf = { folder: place.folder, secret: createSecretKey(place.secret) };
  const asked = new Set<string>();
  const times = new Map<string, number>();
  /** One source at two addresses has links of its own at each. */
  const nameOf = (html: string): string => {
    const hash = createHash('sha256').update(`${place.edition}\n`).update(html).digest('hex');
    const time = (times.get(hash) ?? 0) + 1;
    times.set(hash, time);
    return `${hash}-${time}`;
  };
  return {
    ...markup,
    page: (html, judge, describe = () => null) => {
      const name = nameOf(html);
      asked.add(name);
      const before = find(shelf, name);
      const again = before === null ? judge : askAgain(before.asked, judge, describe);
      if (before !== null && again === null) return before.page;
      const asking = writeDown(again ?? judge, describe);
      const page = markup.page(html, asking.judge, asking.describe);
      if (page !== null) keep(shelf, name, { asked: asking.asked(), page });
      return page;
    },
    prune: () => {
      for (const name of namesIn(place.folder))
        if (!asked.has(name)) remove(join(place.folder, name));
    },
  };
}

interface Shelf {
  readonly folder: string;
  readonly secret: KeyObject;
}

function find({ folder, secret }: Shelf, name: string) {
  try {
    return readPageEntry(readFileSync(join(folder, name)), name, secret);
  } catch {
    return null;
  }
}

/** At its place at once: a half entry, of a killed build, has no seal that fits. */
function keep(
  { folder, secret }: Shelf,
  name: string,
  entry: {
    readonly asked: ReturnType<ReturnType<typeof writeDown>['asked']>;
    readonly page: CleanPage;
  },
): void {
  try {
    writeFileSync(join(folder, name), writePageEntry(entry, name, secret));
  } catch {
    // The next build cleans it again.
  }
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // The next build tries again.
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    // Then nothing is kept.
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
