import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** What has a say in how a page is cleaned: the cleaner, its rules, its words, its libraries; what reads Markdown, and writes addresses out in full. */
const FOLDERS = [
  'adapters/local/lessons/markdown',
  'adapters/local/mirror',
  'app/mirror',
  'core/mirror',
];
const FILES = [
  'adapters/local/crawl/absolute-links.ts',
  'locales/en.yaml',
  'locales/fr.yaml',
  'package.json',
];

/**
 * Names the cleaner as it is: any change of it gives another name. Of its files' own bytes, so that
 * nobody has to think of raising a number.
 */
export function cleanerEdition(): string {
  const hash = createHash('sha256');
  for (const name of [...FOLDERS.flatMap(sourcesIn), ...FILES])
    hash.update(`${name}\n`).update(readFileSync(join(ROOT, name)));
  return hash.digest('hex');
}

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .map((name) => join(folder, name));
