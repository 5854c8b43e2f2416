import { readFileSync } from 'node:fs';
import type { Answer } from '../http/answer.ts';

const FILES = ['console.js', 'console-patch.js'] as const;

/** Read once: two small files that change with a release only. */
const SCRIPTS: ReadonlyMap<string, Answer> = new Map(
  FILES.map((file) => [
    `/${file}`,
    {
      status: 200,
      type: 'text/javascript; charset=utf-8',
      body: readFileSync(new URL(`client/${file}`, import.meta.url)),
      headers: { 'cache-control': 'no-cache' },
    },
  ]),
);

/** The console's own script by its address; null for any other. */
export const consoleScript = (pathname: string): Answer | null => SCRIPTS.get(pathname) ?? null;
