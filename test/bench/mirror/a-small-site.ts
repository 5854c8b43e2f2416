import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type LessonSite, writeSite } from '../../../bench/mirror/site/write-site.ts';

/** A folder that is gone when the file's tests are. */
export function scratch(): () => Promise<string> {
  const folders: string[] = [];
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'preau-bench-test-'));
    folders.push(folder);
    return folder;
  };
}

/** Two chapters of the bench's site, with small pictures. */
export const smallSite = (folder: string, origin = 'http://127.0.0.1:8080'): Promise<LessonSite> =>
  writeSite({ folder, lessons: 40, origin, pictures: 'small' });
