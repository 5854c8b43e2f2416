import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { writeAtomically } from '../names/atomic-file.ts';

/** A configuration that a home ran with, and from which line of its journal on. */
export interface KeptConfig {
  readonly fromSeq: number;
  readonly config: Config;
  /** Private authorities that its probes trust, in PEM; null = the system's own. */
  readonly caPem: string | null;
}

const folderIn = (dataFolder: string): string => join(dataFolder, 'configs');

/**
 * Keep what a home decides by beside the journal that it writes: without it nobody could replay
 * the journal once preau.yaml has changed (P8). Nothing is written when it is what ran before.
 *
 * @param fromSeq the first line that this configuration decides
 */
export async function keepConfig(dataFolder: string, kept: KeptConfig): Promise<void> {
  const before = (await readKeptConfigs(dataFolder)).at(-1);
  const same = ({ config, caPem }: KeptConfig): string => JSON.stringify({ config, caPem });
  if (before !== undefined && same(before) === same(kept)) return;
  await mkdir(folderIn(dataFolder), { recursive: true, mode: 0o700 });
  const name = `${String(kept.fromSeq).padStart(12, '0')}.json`;
  await writeAtomically(join(folderIn(dataFolder), name), `${JSON.stringify(kept)}\n`);
}

/** @returns in order of `fromSeq`; empty where no home has run */
export async function readKeptConfigs(dataFolder: string): Promise<readonly KeptConfig[]> {
  const names = await readdir(folderIn(dataFolder)).catch((): string[] => []);
  const files = names.filter((name) => /^\d{12}\.json$/.test(name)).toSorted();
  // What this very code wrote, in a folder for its owner only.
  return Promise.all(
    files.map(
      async (name) =>
        JSON.parse(await readFile(join(folderIn(dataFolder), name), 'utf8')) as KeptConfig,
    ),
  );
}
