import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { FuzzTarget } from './target.ts';

const FOLDER = new URL('./corpus/', import.meta.url);

/** An input that is kept. */
export interface KeptInput {
  readonly file: string;
  readonly bytes: Uint8Array;
}

const ROOT = new URL('../../', import.meta.url);

/** What is kept for a target, in the order of its names: seeds, what was found once, and what ships. */
export function readCorpus({
  name,
  shipped = [],
}: Pick<FuzzTarget, 'name' | 'shipped'>): readonly KeptInput[] {
  const folder = new URL(`${name}/`, FOLDER);
  const kept = existsSync(folder) ? readdirSync(folder).toSorted() : [];
  return [
    ...kept.map((file) => ({ file, bytes: readFileSync(new URL(file, folder)) })),
    ...shipped.map((file) => ({ file, bytes: readFileSync(new URL(file, ROOT)) })),
  ];
}

/** Keep what was found, under a name made of its content. */
export function keepFound(target: string, input: Uint8Array): string {
  const folder = new URL(`${target}/`, FOLDER);
  mkdirSync(folder, { recursive: true });
  const file = `found-${createHash('sha256').update(input).digest('hex').slice(0, 12)}`;
  writeFileSync(new URL(file, folder), input);
  return file;
}
