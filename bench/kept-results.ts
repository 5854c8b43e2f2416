import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { BenchResult } from './bench.ts';

/**
 * The latest result of each bench, as JSON in a folder: the page is made of these, so that one bench
 * can be run anew without the others.
 */
export interface KeptResults {
  keep(result: BenchResult): Promise<void>;
  /** @returns null for a bench that has none, or one of another form */
  read(name: string): Promise<BenchResult | null>;
}

const figure = z.object({
  name: z.string(),
  // What never came is infinite, and JSON has no word for that.
  value: z
    .number()
    .nullable()
    .transform((value) => value ?? Number.POSITIVE_INFINITY),
  unit: z.string(),
  peer: z.string(),
  ratio: z.number().nullable(),
  target: z.number().nullable(),
  met: z.boolean().nullable(),
  better: z.enum(['less', 'more']).optional(),
});
const part = z.object({
  name: z.string(),
  day: z.string(),
  commit: z.string().optional(),
  versions: z.record(z.string(), z.string()).optional(),
  machine: z.object({
    cpu: z.string(),
    cores: z.number(),
    memoryMB: z.number(),
    node: z.string(),
    os: z.string(),
  }),
  figures: z.array(figure),
  tables: z.array(
    z.object({
      title: z.string(),
      headings: z.array(z.string()),
      rows: z.array(z.array(z.string())),
    }),
  ),
});
const schema = part.extend({ parts: z.array(part).optional() });

/** @throws when the text is no result of a bench */
export const readResult = (text: string): BenchResult => schema.parse(JSON.parse(text));

/** @param folder as a URL that ends with a slash */
export function keptResults(folder: URL): KeptResults {
  const fileOf = (name: string): URL => new URL(`${name}.json`, folder);
  return {
    async keep(result) {
      await mkdir(folder, { recursive: true });
      await writeFile(fileOf(result.name), `${JSON.stringify(result, null, 2)}\n`);
    },
    async read(name) {
      try {
        return readResult(await readFile(fileOf(name), 'utf8'));
      } catch {
        return null;
      }
    },
  };
}
