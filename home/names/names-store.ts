import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { PreauError } from '../../core/errors.ts';
import { writeAtomically } from './atomic-file.ts';
import type { Change } from './change-book.ts';
import { type CreatedCheck, createdCheckSchema } from './created-check.ts';
import type { SpecSets } from './merge-saved.ts';
import { type NameRecord, RECORD_TYPES } from './name-record.ts';

const VERSION = 1;
const FILE = 'model.json';
/** Chosen: a full disk is freed by a person, in minutes. */
const RETRY_MS = 1_000;

/** Chosen: a check that turned is heard again at its next interval, and four writes a second cost nothing. */
const SOON_MS = 250;

const schema = z.object({
  version: z.literal(VERSION),
  serial: z.int().min(1),
  records: z.array(
    z.object({
      name: z.string(),
      type: z.enum(RECORD_TYPES),
      setIdentifier: z.string(),
      weight: z.int().min(0).max(255),
      ttlSec: z.int().min(0),
      values: z.array(z.string()),
      healthCheck: z.string().nullable(),
    }),
  ),
  specNames: z.array(z.string()).default([]),
  specSets: z.record(z.string(), z.string()).optional(),
  verdicts: z.record(z.string(), z.boolean()),
  disabled: z.array(z.string()).default([]),
  inverted: z.array(z.string()).default([]),
  created: z.array(createdCheckSchema).default([]),
  updates: z.record(z.string(), z.int().min(1)).default({}),
  changes: z.array(
    z.object({
      id: z.string(),
      at: z.number(),
      zone: z.string(),
      state: z.enum(['pending', 'insync']),
    }),
  ),
});

/** What the name server keeps over a restart. */
export interface SavedNames {
  readonly serial: number;
  readonly records: readonly NameRecord[];
  /** Names that the spec of then had, where `specSets` does not tell them. */
  readonly specNames: readonly string[];
  /** What the spec of then said of each name and type. */
  readonly specSets?: SpecSets | undefined;
  /** Verdicts of the checks that look at something, by id. */
  readonly verdicts: Readonly<Record<string, boolean>>;
  /** Ids of checks that people or Préau disabled. */
  readonly disabled: readonly string[];
  /** Ids of checks that were inverted through the API. */
  readonly inverted: readonly string[];
  /** Checks that the API made. */
  readonly created: readonly CreatedCheck[];
  /** How often the API updated checks, by id. */
  readonly updates: Readonly<Record<string, number>>;
  readonly changes: readonly Change[];
}

/** Where it is kept. */
export interface NamesStore {
  /** @throws PreauError `data-folder-newer`, `store-unavailable` */
  load(): Promise<SavedNames | null>;
  /**
   * Resolves once `content()` is durable; tries again while the disk fails, and never rejects.
   * Calls while one is under way are done together, with the latest content.
   */
  save(content: () => SavedNames): Promise<void>;
  /**
   * Save within {@link SOON_MS}: for what is only taken up after a restart, and may come by the hundred
   * in a mass outage, when answers matter more. Returns at once.
   */
  saveSoon(content: () => SavedNames): void;
  /** Save for the last time; what is asked later is not written. Gives a failing disk one second. */
  close(content: () => SavedNames): Promise<void>;
}

/** A store in `folder`, which must exist. */
export function namesStore(folder: string): NamesStore {
  const path = join(folder, FILE);
  let writing: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | null = null;
  let soon: NodeJS.Timeout | null = null;
  let closed = false;
  let abandoned = false;
  async function write(content: () => SavedNames): Promise<void> {
    while (!abandoned) {
      try {
        const text = JSON.stringify({ version: VERSION, ...content() });
        return await writeAtomically(path, `${text}\n`);
      } catch (error) {
        console.error(`names: cannot write ${path}, trying again: ${String(error)}`);
        await delay(RETRY_MS, undefined, { ref: false });
      }
    }
  }
  async function save(content: () => SavedNames): Promise<void> {
    if (closed) return undefined;
    waiting ??= writing.then(() => {
      waiting = null;
      writing = write(content);
      return writing;
    });
    return waiting;
  }
  return {
    async load() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw unreadable(path, error.message, error);
      });
      return text === null ? null : parse(path, text);
    },
    save,
    saveSoon(content) {
      soon ??= setTimeout(() => {
        soon = null;
        void save(content);
      }, SOON_MS);
    },
    async close(content) {
      if (soon !== null) clearTimeout(soon);
      const last = save(content);
      closed = true;
      await Promise.race([last, delay(RETRY_MS, undefined, { ref: false })]);
      abandoned = true;
    },
  };
}

function parse(path: string, text: string): SavedNames {
  const json = parseJson(text);
  const version = z.object({ version: z.number() }).safeParse(json).data?.version ?? 0;
  if (version > VERSION) {
    throw new PreauError(
      'data-folder-newer',
      `Expected ${path} of version ${VERSION}, got version ${version}: run the newer Préau that wrote it, or give another data folder. Nothing was changed.`,
      { said: { key: 'names.newer', values: { path, most: VERSION, version } } },
    );
  }
  const { data, error } = schema.safeParse(json);
  if (!data) throw unreadable(path, error.message, error);
  // A change that was pending at the restart is served now: `records` holds it.
  const changes = data.changes.map((change) => ({ ...change, state: 'insync' as const }));
  return { ...data, changes };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const unreadable = (path: string, got: string, cause: unknown) =>
  new PreauError(
    'store-unavailable',
    `Expected the name server's records in ${path}, got ${got}. Move the file away to start from the configuration: the weights that were set are then lost.`,
    { cause, said: { key: 'names.unreadable', values: { path, got } } },
  );
