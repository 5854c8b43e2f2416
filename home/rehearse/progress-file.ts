import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** How far a rehearsal has come: what a killed one goes on from. */
export interface Progress {
  readonly scenario: string;
  readonly state: 'running' | 'finished';
  /** The rehearsal's own time, last written down at most half a second before a kill. */
  readonly rehearsedAt: number;
  /** How often it was taken up again. */
  readonly resumed: number;
  readonly ports: { readonly [name: string]: number };
}

const schema = z.object({
  scenario: z.string(),
  state: z.enum(['running', 'finished']),
  rehearsedAt: z.number(),
  resumed: z.number(),
  ports: z.record(z.string(), z.number()),
});

/** @returns null when there is none, or a crash cut it short */
export function readProgress(path: string): Progress | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Replace the file in one step, so that a kill leaves the old one or the new one. */
export function writeProgress(path: string, progress: Progress): void {
  writeFileSync(`${path}.new`, JSON.stringify(progress));
  renameSync(`${path}.new`, path);
}
