import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Away } from './away-record.ts';

/** How far a rehearsal has come: what a killed one goes on from. */
export interface Progress {
  readonly scenario: string;
  readonly state: 'running' | 'finished';
  /** The rehearsal's own time, last written down at most half a second before a kill. */
  readonly rehearsedAt: number;
  /** The machine's time of that, in milliseconds since the epoch. */
  readonly realAt: number;
  /** How often it was taken up again. */
  readonly resumed: number;
  readonly ports: { readonly [name: string]: number };
  /** When no Préau was alive. */
  readonly away: readonly Away[];
}

const schema = z.object({
  scenario: z.string(),
  state: z.enum(['running', 'finished']),
  rehearsedAt: z.number(),
  realAt: z.number(),
  resumed: z.number(),
  ports: z.record(z.string(), z.number()),
  away: z.array(z.object({ from: z.number(), to: z.number() })),
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
