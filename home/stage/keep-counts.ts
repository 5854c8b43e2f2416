import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { platformId } from '../../core/units.ts';
import { writeAtomically } from '../names/atomic-file.ts';
import { type LessonLedger, lessonLedger } from './lesson-ledger.ts';

export interface CountsKeeper {
  readonly ledger: LessonLedger;
  /** At most once a second; what is on disk may be that old after a kill. Not to be overlapped. */
  save(): Promise<void>;
  /** Once more, at the end. */
  saveNow(): Promise<void>;
}

const SAVE_EVERY_MS = 1_000;
const count = z.int().min(0);
const countsSchema = z.object({
  asked: count,
  origin: count,
  mirror: count,
  lost: count,
  pending: count,
});
const fileSchema = z.record(z.string().max(64), countsSchema);

/** Open the ledger of lessons with what an earlier process of the same rehearsal had counted. */
export async function keepCounts(path: string): Promise<CountsKeeper> {
  await mkdir(dirname(path), { recursive: true });
  const before = await readBefore(path);
  const ledger = lessonLedger(
    new Map(Object.entries(before).map(([id, counts]) => [platformId(id), counts])),
  );
  let saved = performance.now();
  const saveNow = async () => {
    saved = performance.now();
    await writeAtomically(path, JSON.stringify(Object.fromEntries(ledger.all())));
  };
  return {
    ledger,
    saveNow,
    save: async () => {
      if (performance.now() - saved >= SAVE_EVERY_MS) await saveNow();
    },
  };
}

async function readBefore(path: string): Promise<z.output<typeof fileSchema>> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // A first run has no file; a damaged one costs the count and not the rehearsal.
    return {};
  }
}
