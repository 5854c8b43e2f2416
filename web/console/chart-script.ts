import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../http/answer.ts';

/** The library's file, as its package carries it. */
export const CHART_FILE = 'uPlot.iife.min.js';

/**
 * The library that draws the console's charts, by its address: its smallest form, made a module.
 *
 * @param folder that holds {@link CHART_FILE}
 */
export const chartScript = (folder: string): readonly [string, Answer] => [
  '/uplot.js',
  {
    status: 200,
    type: 'text/javascript; charset=utf-8',
    body: `${readFileSync(join(folder, CHART_FILE), 'utf8')}\nexport default uPlot;\n`,
    headers: { 'cache-control': 'no-cache' },
  },
];
