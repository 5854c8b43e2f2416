import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from './names/atomic-file.ts';

/** The form of `home.json` and of what it lets one ask; another one is not spoken to. */
const HOME_FILE_VERSION = 1;

const schema = z.object({
  version: z.literal(HOME_FILE_VERSION),
  pid: z.int().min(1),
  /** Where the console listens. */
  address: z.string().max(64),
  consolePort: z.int().min(1).max(65_535),
  /** What a command must carry; new at each start. */
  token: z.string().min(16).max(128),
});

/** How to reach the home that runs on a data folder: `home.json` there, for its owner only. */
export type HomeFile = Readonly<z.infer<typeof schema>>;

const pathIn = (dataFolder: string): string => join(dataFolder, 'home.json');

export const writeHomeFile = (
  dataFolder: string,
  reach: Omit<HomeFile, 'version'>,
): Promise<void> =>
  writeAtomically(
    pathIn(dataFolder),
    `${JSON.stringify({ version: HOME_FILE_VERSION, ...reach })}\n`,
  );

/** @returns null when no home wrote one, or it cannot be read: then nobody can be reached by it */
export async function readHomeFile(dataFolder: string): Promise<HomeFile | null> {
  try {
    return schema.parse(JSON.parse(await readFile(pathIn(dataFolder), 'utf8')));
  } catch {
    return null;
  }
}

export const removeHomeFile = (dataFolder: string): Promise<void> =>
  rm(pathIn(dataFolder), { force: true });
