import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFolder, openDataFolder } from '../data-folder/open-data-folder.ts';
import { stopNames } from '../names/names-process.ts';
import { type Progress, readProgress } from './progress-file.ts';

export interface RehearsalFolder {
  readonly folder: DataFolder;
  /** Where this run keeps everything. */
  readonly run: string;
  readonly progressFile: string;
  /** Null for a run from the beginning. */
  readonly unfinished: Progress | null;
}

/**
 * Open a rehearsal's folder: a run that was killed goes on, a finished one is put aside.
 *
 * One earlier run is kept as `previous`, for whoever wants to look at it again.
 *
 * @param fresh begin anew even if a run was killed
 * @throws PreauError `data-folder-in-use`, `data-folder-newer`
 */
export async function openRehearsalFolder(
  root: string,
  scenario: string,
  fresh: boolean,
): Promise<RehearsalFolder> {
  const folder = openDataFolder(root);
  const run = folder.at('run');
  const progressFile = join(run, 'rehearsal.json');
  const before = readProgress(progressFile);
  const goesOn = !fresh && before?.state === 'running' && before.scenario === scenario;
  if (!goesOn && existsSync(run)) {
    await stopNames(join(run, 'names'));
    rmSync(folder.at('previous'), { recursive: true, force: true });
    renameSync(run, folder.at('previous'));
  }
  mkdirSync(run, { recursive: true, mode: 0o700 });
  return { folder, run, progressFile, unfinished: goesOn ? before : null };
}
