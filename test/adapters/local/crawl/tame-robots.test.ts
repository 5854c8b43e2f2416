import fc from 'fast-check';
import robotsModule from 'robots-parser';
import { expect, test } from 'vitest';
import { readRobots } from '../../../../adapters/local/crawl/robots.ts';
import { tameRobots } from '../../../../adapters/local/crawl/tame-robots.ts';

// Goal: a robots.txt is read in proportion to its length, and means what it meant; where it is more than
// anybody writes, it forbids more and never less. Method: any small file, read by the library as it is and
// tamed; then files that would take hours or gigabytes.

const parse = robotsModule as unknown as typeof robotsModule.default;
const SITE = 'https://a.example';
const NAME = 'preau-mirror';
const isAllowed = (text: string, path: string): boolean =>
  parse(`${SITE}/robots.txt`, text).isAllowed(SITE + path, NAME) !== false;

const piece = fc.constantFrom('a', 'b', '/', '*', '$', '?', '%2f', '/a/');
const path = fc.array(piece, { maxLength: 6 }).map((pieces) => `/${pieces.join('')}`);
const line = fc.oneof(
  fc
    .constantFrom('*', NAME, 'Preau-Mirror/1.0', 'googlebot', 'bingbot', '', ' * ')
    .map((name) => `User-agent: ${name}`),
  fc.tuple(fc.constantFrom('Allow:', 'disallow :', 'Disallow:'), path).map((two) => two.join(' ')),
  fc.constantFrom('', '# a remark', 'Disallow:', 'Crawl-delay: 3', 'Sitemap: https://a/', 'x', ':'),
  path.map((one) => `Disallow: ${one} # why`),
);
const file = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));

test('any small file means the same', () => {
  fc.assert(
    fc.property(file, path, (text, asked) => {
      const tamed = tameRobots(text, NAME);
      expect(isAllowed(tamed, asked)).toBe(isAllowed(text, asked));
      const [before, after] = [text, tamed].map((one) => parse(`${SITE}/robots.txt`, one));
      expect(after?.getCrawlDelay(NAME)).toBe(before?.getCrawlDelay(NAME));
      expect(after?.getSitemaps()).toEqual(before?.getSitemaps());
      expect(tamed.split('\n')).toHaveLength(text.split('\n').length);
    }),
    { numRuns: 2_000 },
  );
});

test('with more wildcards than anybody writes it forbids more, and allows less', () => {
  const many = `Disallow: /${'*a'.repeat(10_000)}\n`;
  const text = `User-agent: *\nDisallow: /\nAllow: /cours/*/ok\n${many}Disallow: /x/*/y\nAllow: /z/*.html\n`;
  const read = readRobots(SITE, text);
  expect(read.isAllowed(`${SITE}/cours/1/ok`)).toBe(true);
  // "/x/" whole.
  expect(read.isAllowed(`${SITE}/x/other`)).toBe(false);
  expect(read.isAllowed(`${SITE}/z/page.html`)).toBe(false);
});

test('what it says to other crawlers counts for none of that', () => {
  const others = `User-agent: googlebot\nDisallow: /${'*a'.repeat(20_000)}\n`;
  const read = readRobots(SITE, `${others}User-agent: *\nDisallow: /x/*/y\n`);
  expect(read.isAllowed(`${SITE}/x/other`)).toBe(true);
  expect(read.isAllowed(`${SITE}/x/1/y`)).toBe(false);
});

test('names that stand there thousands of times keep each rule once', () => {
  const rules = 5_000;
  const text = `${'User-agent: *\nUser-agent: other\n'.repeat(5_000)}${'Disallow: /a\n'.repeat(rules)}`;
  const robots = parse(`${SITE}/robots.txt`, tameRobots(text, NAME)) as unknown as {
    readonly _rules: Readonly<Record<string, readonly unknown[]>>;
  };
  const kept = Object.values(robots._rules).map((one) => one.length);
  expect(Math.max(...kept)).toBe(rules);
  expect(kept.length).toBeLessThanOrEqual(3);
});
