import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { MirrorWork } from '../../app/mirror/due-mirror.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import { writeAtomically } from '../names/atomic-file.ts';

/** What a home tells of the builds of its mirrors, and is told, through its data folder. */
export interface MirrorWorkFile {
  /** In the order in which they were first built; empty when nothing can be read. */
  load(): Promise<readonly MirrorWork[]>;
  save(work: readonly MirrorWork[]): Promise<void>;
  isPaused(): Promise<boolean>;
  /** @throws Error when the folder cannot be written */
  pause(isPaused: boolean): Promise<void>;
}

const instant = z.number().transform(epochMs).nullable();
const workSchema = z.array(
  z.object({
    platform: z.string(),
    phase: z.enum(['waiting', 'building', 'publishing']),
    startedAt: instant,
    endedAt: instant,
    outcome: z.enum(['published', 'failed']).nullable(),
    words: z.string(),
    buildId: z.string().nullable(),
    done: z.number(),
    total: z.number(),
  }),
);

/** @param dataFolder the home's */
export function mirrorWorkFile(dataFolder: string): MirrorWorkFile {
  const folder = join(dataFolder, 'mirrors');
  const file = join(folder, 'work.json');
  const paused = join(folder, 'paused');
  return {
    load: async () => {
      try {
        return workSchema.parse(JSON.parse(await readFile(file, 'utf8')));
      } catch {
        // Before the first build, or after a file was spoilt: all are due.
        return [];
      }
    },
    save: async (work) => {
      await mkdir(folder, { recursive: true });
      await writeAtomically(file, JSON.stringify(work), 0o644);
    },
    isPaused: () =>
      stat(paused).then(
        () => true,
        () => false,
      ),
    pause: async (isPaused) => {
      await mkdir(folder, { recursive: true });
      if (isPaused) await writeFile(paused, '');
      else await rm(paused, { force: true });
    },
  };
}

/** A mirror that was never built at an interval. */
export const noWorkYet = (platform: string, builtAt: EpochMs | null): MirrorWork => ({
  platform,
  phase: 'waiting',
  startedAt: builtAt,
  endedAt: builtAt,
  outcome: null,
  words: '',
  buildId: null,
  done: 0,
  total: 0,
});
