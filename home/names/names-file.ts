import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from './atomic-file.ts';

/** The form of `names.json` and of the control API; another one is not spoken to. */
export const NAMES_VERSION = 2;

const schema = z.object({
  version: z.int(),
  pid: z.int().min(1),
  dnsPort: z.int(),
  controlPort: z.int().min(1).max(65_535),
  token: z.string(),
  /** SHA-256 of the spec that it runs. */
  spec: z.string(),
});

/** How to reach a name server's process: `names.json` in its data folder, for its owner only. */
export type NamesFile = Readonly<z.infer<typeof schema>>;

const pathIn = (dataFolder: string) => join(dataFolder, 'names.json');

export const writeNamesFile = (dataFolder: string, file: NamesFile): Promise<void> =>
  writeAtomically(pathIn(dataFolder), `${JSON.stringify(file)}\n`);

/** @returns null when there is none, or it cannot be read: then nobody can be reached by it */
export async function readNamesFile(dataFolder: string): Promise<NamesFile | null> {
  try {
    return schema.parse(JSON.parse(await readFile(pathIn(dataFolder), 'utf8')));
  } catch {
    return null;
  }
}

/** Chosen: on loopback an answer takes a millisecond; a machine under load a hundred. */
const PING_MAX_MS = 2_000;

/** Whether the process that wrote the file lives, and is that one and not a later of its pid. */
export async function isLiving(file: NamesFile): Promise<boolean> {
  const reply = await askNames(file, 'GET', '/ping');
  return reply !== null && z.object({ pid: z.literal(file.pid) }).safeParse(reply).success;
}

/** @returns the JSON that came, or null when none did */
export async function askNames(
  file: Pick<NamesFile, 'controlPort' | 'token'>,
  method: string,
  path: string,
): Promise<unknown> {
  try {
    const response = await fetch(`http://127.0.0.1:${file.controlPort}${path}`, {
      method,
      headers: { authorization: `Bearer ${file.token}` },
      signal: AbortSignal.timeout(PING_MAX_MS),
    });
    return await response.json();
  } catch {
    return null;
  }
}
