import { hash } from 'node:crypto';
import {
  mkdirSync,
  opendirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFile as write,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Body } from './body-sink.ts';

const writeFile = promisify(write);

/** What was fetched, by its SHA-256: one file however many addresses gave it. */
export interface ObjectPool {
  /** Keep a body under its hash. Once this resolves, a killed process has lost nothing of it. */
  keep(body: Body): Promise<void>;
  has(sha: string, size: number): boolean;
  /** As {@link readObject}. */
  read(sha: string): Uint8Array | null;
  /** Remove what nobody speaks of any more. @returns how many */
  sweep(isNeeded: (sha: string) => boolean): number;
  /** Where a large body may be written before its hash is known; the same name is not given twice. */
  temporaryPath(): string;
}

/** A pool in a folder, for the one crawl that writes there. */
export function objectPool(folder: string): ObjectPool {
  const temporary = join(folder, 'partial');
  // What a killed process had begun is nobody's.
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  const made = new Set<string>();
  let count = 0;
  const writing = new Map<string, Promise<void>>();
  /** The same content twice at once is written once: cut short anew, it would be nobody's a moment. */
  const writeOnce = (sha: string, path: string, bytes: Uint8Array): Promise<void> => {
    const begun = writing.get(sha) ?? writeFile(path, bytes).finally(() => writing.delete(sha));
    writing.set(sha, begun);
    return begun;
  };
  const has = (sha: string, size: number): boolean =>
    statSync(place(folder, sha), { throwIfNoEntry: false })?.size === size;
  return {
    temporaryPath: () => join(temporary, String((count += 1))),
    has,
    keep: async (body) => {
      const under = body.sha.slice(0, 2);
      if (!made.has(under)) mkdirSync(join(folder, under), { recursive: true });
      made.add(under);
      const path = place(folder, body.sha);
      const isThere = !writing.has(body.sha) && has(body.sha, body.size);
      // Killed half way it is too short, which `has` sees; nothing speaks of it before it is whole.
      if (body.kind === 'memory') {
        if (!isThere) await writeOnce(body.sha, path, body.bytes);
      } else if (isThere) rmSync(body.path, { force: true });
      else renameSync(body.path, path);
    },
    read: (sha) => readObject(folder, sha),
    sweep: (isNeeded) => sweep(folder, isNeeded),
  };
}

const place = (folder: string, sha: string): string => join(folder, sha.slice(0, 2), sha);

/** What a pool's folder holds under a hash. @returns null when it is not there, or no longer what it was */
export function readObject(folder: string, sha: string): Uint8Array | null {
  try {
    const bytes = readFileSync(place(folder, sha));
    return hash('sha256', bytes) === sha ? bytes : null;
  } catch {
    return null;
  }
}

function sweep(folder: string, isNeeded: (sha: string) => boolean): number {
  let removed = 0;
  for (const under of names(folder)) {
    if (!/^[0-9a-f]{2}$/.test(under)) continue;
    for (const sha of names(join(folder, under))) {
      if (isNeeded(sha)) continue;
      rmSync(join(folder, under, sha), { force: true });
      removed += 1;
    }
  }
  return removed;
}

function names(folder: string): readonly string[] {
  const directory = opendirSync(folder);
  try {
    const found: string[] = [];
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
      found.push(entry.name);
    }
    return found;
  } finally {
    directory.closeSync();
  }
}
