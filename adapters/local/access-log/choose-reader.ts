import { createLogRecord, type LineReader } from './log-record.ts';
import { albReader } from './read-alb.ts';
import { combinedReader } from './read-combined.ts';
import { jsonReader } from './read-json.ts';
import { type W3cLayout, w3cLayoutOf, w3cReader } from './read-w3c.ts';

/** What a log is written in. `cloudfront` is any W3C extended log, IIS's too. */
export type LogFormat = 'combined' | 'common' | 'json' | 'alb' | 'cloudfront';
export const LOG_FORMATS: readonly LogFormat[] = [
  'combined',
  'common',
  'json',
  'alb',
  'cloudfront',
];

/** A format with what a reader of it must know; plain data, which threads can hand over. */
export interface LogShape {
  readonly format: LogFormat;
  /** Of `cloudfront` alone: null until a line `#Fields:` has come. */
  readonly layout: W3cLayout | null;
}

/** So many lines tell the format. Chosen. */
const LINES_LOOKED_AT = 200;

export function openReader({ format, layout }: LogShape, key: number): LineReader {
  switch (format) {
    case 'combined':
    case 'common':
      return combinedReader(key);
    case 'json':
      return jsonReader(key);
    case 'alb':
      return albReader(key);
    case 'cloudfront':
      return layout === null ? NO_READER : w3cReader(key, layout);
  }
}

const NO_READER: LineReader = { read: () => false, atSec: () => Number.NaN };

/**
 * The format that most of a log's first lines are of.
 *
 * @param head its first bytes
 * @returns null when no line is of any
 */
export function chooseShape(head: Uint8Array): LogShape | null {
  const lines = Buffer.from(head).toString('latin1').split('\n').slice(0, LINES_LOOKED_AT);
  const layout =
    lines.map((line) => w3cLayoutOf(line.trimEnd())).find((one) => one !== null) ?? null;
  const scored = LOG_FORMATS.filter((format) => format !== 'common')
    .map((format) => ({ format, layout, ...score({ format, layout }, lines) }))
    .toSorted((a, b) => b.read - a.read);
  const best = scored[0];
  if (best === undefined || best.read === 0) return null;
  const format = best.format === 'combined' && best.withReferer === 0 ? 'common' : best.format;
  return { format, layout: format === 'cloudfront' ? layout : null };
}

function score(shape: LogShape, lines: readonly string[]) {
  const reader = openReader(shape, 0);
  const record = createLogRecord();
  let [read, withReferer] = [0, 0];
  for (const line of lines) {
    const bytes = Buffer.from(line.trimEnd(), 'latin1');
    if (!reader.read(bytes, 0, bytes.length, record)) continue;
    read += 1;
    if (record.referer !== 'not-logged') withReferer += 1;
  }
  return { read, withReferer };
}
