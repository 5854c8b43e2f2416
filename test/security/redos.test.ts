// Goal: no pattern that reads what comes from outside takes time in the square of its length, or worse,
// but where what it reads is short, which is said here (P10).
// Method: every pattern of the sources is given long runs of the signs that patterns repeat, with an end
// that does not fit; a run twice as long must not take four times the time.
import { expect, test } from 'vitest';
import { patternsInSources } from './regexes.ts';

/** Patterns that are slow on long texts, by their source, and what keeps theirs short. */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/-+$/, 'a host that an operator types'],
  [/^-+|-+$/g, 'a name that an operator types'],
  [/<[^>]*>/g, 'of what the cleaner writes, whose every sign is closed'],
  [/\s*[\r\n\t]+\s*/g, 'cut to 600 letters before'],
  [/[:-]+$/, 'a label of 80 letters'],
  [/\s*¶$/, 'a title of 500 letters'],
  [
    /^(?<named>.+?)\s+CDN$|^(?<known>cloudflare|fastly|akamai|cloudfront)$/iu,
    'a field of 2,000 letters',
  ],
  [/(\d+(?:[.,]\d+)?)\s*(?:%|per ?cent|pour ?cent)/giu, 'a field of 2,000 letters'],
  [/^[^/;,|\s]+@[^/;,|\s]+$/, 'a cell, cut before'],
  [/[/;,|\r\n]+|\s+(?:ou|et)\s+/i, 'a cell, cut before'],
  [/[. ]+$/, 'a name out of an address of 2,000 letters'],
  [/-.*$/, 'a name of letters and dashes, which has no line break'],
  [/^[^/@]*:[^/@]*@/, 'an address that an operator writes'],
  [/[ \t]+$/gmu, 'a text that Préau words itself'],
  [/%.*$/, 'an address of a socket'],
];

const PUMPS = [
  ' ',
  '\t',
  '\n',
  'a',
  '0',
  '-',
  '.',
  '/',
  '<',
  '"',
  "'",
  '\\',
  ',',
  ':',
  '=',
  '*',
  '[',
  '{',
];
const PAIRS = [
  'a ',
  ' a',
  'a.',
  '0.',
  '\r\n',
  '"a',
  '<a',
  'a,',
  '%2',
  '://',
  '\\"',
  '-:',
  '](',
  '${',
  '&a;',
  'a@',
];
const ENDS = ['\0', '!\n', 'é'];
const STARTS = ['', '"', '<', '[', 'a'];
const LENGTH = 16_000;
/** Of a processor's work for one run; what is linear takes less than a millisecond. Chosen. */
const SLOW_MS = 60;

const texts = [...PUMPS, ...PAIRS].flatMap((pump) =>
  STARTS.flatMap((start) =>
    ENDS.map((end) => `${start}${pump.repeat(LENGTH / pump.length)}${end}`),
  ),
);

/** The slowest of three, or whatever is not slow: a machine may be at something else. */
function workMs(pattern: RegExp, text: string): number {
  const own = new RegExp(pattern);
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && least > SLOW_MS; tries += 1) {
    const from = process.threadCpuUsage();
    own.lastIndex = 0;
    own.exec(text);
    const { user, system } = process.threadCpuUsage(from);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

test('a pattern that takes time in the square of its text is seen', () => {
  expect(workMs(/\s+$/, `${' '.repeat(LENGTH)}!`)).toBeGreaterThan(SLOW_MS);
  expect(workMs(/^\s+/, `${' '.repeat(LENGTH)}!`)).toBeLessThan(SLOW_MS);
});

test('every pattern of the sources takes time in proportion to its text', () => {
  const patterns = new Map(patternsInSources().map((found) => [String(found.pattern), found]));
  expect(patterns.size).toBeGreaterThan(600);
  const slow = [...patterns.values()].flatMap(({ file, line, pattern }) => {
    const text = texts.find((one) => workMs(pattern, one) > SLOW_MS);
    return text === undefined
      ? []
      : [{ pattern: String(pattern), at: `${file}:${line}`, text: text.slice(0, 12) }];
  });
  expect(slow.filter(({ pattern }) => !SHORT.some(([known]) => String(known) === pattern))).toEqual(
    [],
  );
}, 600_000);
