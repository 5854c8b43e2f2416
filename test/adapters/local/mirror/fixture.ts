import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import {
  buildMirrorFolder,
  type BuildMirrorFolder,
} from '../../../../adapters/local/mirror/build.ts';
import type { BuildReport } from '../../../../app/mirror/build-report.ts';
import { epochMs, platformId } from '../../../../core/units.ts';

/** Tuesday 6 April 2021, 8:00 in Paris. */
export const MORNING = epochMs(Date.UTC(2021, 3, 6, 6));

/** A picture of one pixel. */
export const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

/** A folder per test, gone after it. */
export function temporaryFolder(): () => Promise<string> {
  const made: string[] = [];
  afterEach(async () => {
    for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'preau-mirror-'));
    made.push(folder);
    return folder;
  };
}

export async function writeTree(
  root: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
}

export function build(
  root: string,
  changes: Partial<BuildMirrorFolder> = {},
): Promise<BuildReport> {
  return buildMirrorFolder({
    source: join(root, 'source'),
    outFolder: join(root, 'out'),
    platform: platformId('ent-exemple'),
    title: 'ENT Exemple',
    builtAt: MORNING,
    language: 'fr',
    ...changes,
  });
}
