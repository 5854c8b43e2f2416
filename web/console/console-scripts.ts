import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../http/answer.ts';
import { chartScript } from './chart-script.ts';

/** What the console's page loads whichever home serves it. */
export const PAGE_SCRIPTS = [
  'console-page.js',
  'console-element.js',
  'console-ask.js',
  'console-copy.js',
  'console-patch.js',
  'console-kept.js',
  'console-chart.js',
  'chart-options.js',
] as const;

/** Where the library of its charts is, from the project's folder. */
export const CHART_FOLDER = join('node_modules', 'uplot', 'dist');

/**
 * The console's own scripts by their addresses, read once: small files that change with a release
 * only.
 *
 * @param folder that holds them
 * @param names the files, each answered at its own name
 * @param charts the folder of the charts' library
 */
export const consoleScripts = (
  folder: string,
  names: readonly string[],
  charts: string,
): ReadonlyMap<string, Answer> =>
  new Map([
    ...names.map((name) => [`/${name}`, scriptAnswer(readFileSync(join(folder, name)))] as const),
    chartScript(charts),
  ]);

const scriptAnswer = (body: Buffer): Answer => ({
  status: 200,
  type: 'text/javascript; charset=utf-8',
  body,
  headers: { 'cache-control': 'no-cache' },
});
