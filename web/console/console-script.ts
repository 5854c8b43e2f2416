import { readFileSync } from 'node:fs';
import type { Answer } from '../http/answer.ts';

const script = (file: URL): Answer => ({
  status: 200,
  type: 'text/javascript; charset=utf-8',
  body: readFileSync(file),
  headers: { 'cache-control': 'no-cache' },
});

/** Read once: two small files that change with a release only. */
const SCRIPTS: ReadonlyMap<string, Answer> = new Map([
  ['/console.js', script(new URL('./client/console.js', import.meta.url))],
  ['/console-patch.js', script(new URL('./client/console-patch.js', import.meta.url))],
]);

/** The console's own script by its address; null for any other. */
export const consoleScript = (pathname: string): Answer | null => SCRIPTS.get(pathname) ?? null;
