import { join } from 'node:path';
import { buildSync } from 'esbuild';

const CLIENT = join(import.meta.dirname, '../app/mirror/client');

/** Which scripts a mirror has, and the file that each begins with. */
const ENTRIES = {
  lessonsFr: 'lessons-fr.js',
  lessonsEn: 'lessons-en.js',
  missing: 'missing.js',
  worker: 'worker.js',
} as const;

/** Browsers of 2020 on: nine in ten phones of pupils, and the others read the list. Chosen. */
const TARGET = ['es2020'];

/**
 * The scripts of a mirror's own pages, each as one text. A build writes them as they are, on
 * machines that have no bundler: `app/mirror/own-scripts.ts` keeps what this gives, and a test
 * compares the two.
 */
export function mirrorScripts(): Readonly<Record<keyof typeof ENTRIES, string>> {
  const { lessonsFr, lessonsEn, missing, worker } = ENTRIES;
  return {
    lessonsFr: bundle(lessonsFr),
    lessonsEn: bundle(lessonsEn),
    missing: bundle(missing),
    worker: bundle(worker),
  };
}

function bundle(entry: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(CLIENT, entry)],
    bundle: true,
    minify: true,
    format: 'iife',
    target: TARGET,
    charset: 'utf8',
    legalComments: 'none',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
