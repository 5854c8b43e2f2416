import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { copyAddress, pictureAddress } from '../site/lesson-page.ts';
import type { LessonSite } from '../site/write-site.ts';
import { outputFiles, type OutputFiles, type Target } from './output-files.ts';
import { cssAddresses, type PageFacts, pageFacts } from './page-facts.ts';
import { pageName, saidTarget } from './page-name.ts';
import { showsTheSame } from './same-picture.ts';

/** What a tool made of the site, counted over all that it wrote. */
export interface OutputCheck {
  readonly files: number;
  readonly bytes: number;
  /** Different lessons that are there. */
  readonly lessons: number;
  /** The same lesson once more, under another name. */
  readonly copies: number;
  readonly linksRight: number;
  /** To another lesson than the one that its text names. */
  readonly linksWrong: number;
  /** Links, pictures, styles and scripts that lead to no file. */
  readonly broken: number;
  /** The same, to the platform that has fallen. */
  readonly outward: number;
  readonly logout: number;
  readonly picturesRight: number;
  readonly picturesWrong: number;
  readonly trackers: number;
  readonly forms: number;
  /** The first ten of what is wrong, in words. */
  readonly examples: readonly string[];
}

type Counts = { -readonly [count in keyof OutputCheck]: OutputCheck[count] };

interface Check {
  readonly site: LessonSite;
  readonly output: OutputFiles;
  readonly counts: Counts;
  readonly names: Map<string, Promise<string | null>>;
  readonly alike: Map<string, Promise<boolean>>;
}

const EXAMPLES = 10;
const TRACKER = /\/\/stats\.example\.net\//;

/** Pictures that were encoded anew are looked at for one lesson in ten: decoding takes its time. */
const isLookedAt = (lesson: number): boolean => lesson % 10 === 0;

/**
 * Check all that a tool wrote against the site that it was given.
 *
 * @param root the folder of `out` that stands for the site's root
 */
export async function checkOutput(
  out: string,
  root: string,
  site: LessonSite,
): Promise<OutputCheck> {
  const output = outputFiles(out, root, new URL(site.origin).host);
  const check: Check = { site, output, counts: noCounts(), names: new Map(), alike: new Map() };
  const lessons = new Set<string>();
  for (const file of output.files) {
    check.counts.files += 1;
    check.counts.bytes += (await stat(file)).size;
    if (/\.css$/i.test(file)) checkStyles(check, file, await readFile(file, 'utf8'));
    const page = await readPage(file);
    if (page === null) continue;
    const name = pageName(page.headings);
    if (name !== null && /^\d+$/.test(name)) {
      if (lessons.has(name)) check.counts.copies += 1;
      lessons.add(name);
    }
    await checkPage(check, file, page);
  }
  return { ...check.counts, lessons: lessons.size };
}

const noCounts = (): Counts => ({
  files: 0,
  bytes: 0,
  lessons: 0,
  copies: 0,
  linksRight: 0,
  linksWrong: 0,
  broken: 0,
  outward: 0,
  logout: 0,
  picturesRight: 0,
  picturesWrong: 0,
  trackers: 0,
  forms: 0,
  examples: [],
});

/** @returns null for what is no page */
async function readPage(file: string): Promise<PageFacts | null> {
  if (/\.(svg|css|js|jpe?g|png|webp|avif|pdf|woff2|br|zst|gz)$/i.test(file)) return null;
  const text = await readFile(file, 'utf8');
  return /^\s*<(!doctype|html|!--)/i.test(text) ? pageFacts(text) : null;
}

async function checkPage(check: Check, file: string, page: PageFacts): Promise<void> {
  const { counts } = check;
  counts.forms += page.forms;
  for (const { href, text } of page.links) await checkLink(check, file, href, text);
  for (const { kind, address } of page.resources) {
    if (TRACKER.test(address)) counts.trackers += 1;
    count(check, check.output.lead(file, address), `${file}: ${kind} ${address}`);
  }
  for (const { src, label } of page.pictures) await checkPicture(check, file, src, label);
}

async function checkLink(check: Check, file: string, href: string, text: string): Promise<void> {
  const { counts, output } = check;
  if (/\blogout\b/.test(href)) counts.logout += 1;
  const target = output.lead(file, href);
  count(check, target, `${file}: link ${href} “${text}”`);
  const wanted = saidTarget(text);
  if (wanted === null || target.kind !== 'file') return;
  const got = await nameOf(check, target.file);
  if (got === wanted) counts.linksRight += 1;
  else {
    counts.linksWrong += 1;
    note(check, `${file}: link ${href} leads to ${got}, not to ${wanted}`);
  }
}

async function checkPicture(check: Check, file: string, src: string, label: string): Promise<void> {
  const { counts, output } = check;
  const target = output.lead(file, src);
  count(check, target, `${file}: picture ${src}`);
  const original = originalOf(label);
  if (original === null) return;
  const isRight = target.kind === 'file' && (await isSamePicture(check, target.file, original));
  if (isRight) counts.picturesRight += 1;
  else {
    counts.picturesWrong += 1;
    note(check, `${file}: picture ${src} is not ${original.address}`);
  }
}

interface Original {
  readonly address: string;
  readonly lesson: number;
}

/** The site's picture that a text beside it names. */
function originalOf(label: string): Original | null {
  if (label === 'ENT') return { address: '/static/logo.png', lesson: 0 };
  const [, what, number] = /^(figure|cachet) (\d+)$/.exec(label) ?? [];
  if (number === undefined) return null;
  const lesson = Number(number);
  return {
    address: what === 'figure' ? pictureAddress(lesson, 640) : copyAddress(lesson),
    lesson,
  };
}

function isSamePicture(check: Check, file: string, original: Original): Promise<boolean> {
  const key = `${file} ${original.address}`;
  const known = check.alike.get(key) ?? compare(check, file, original);
  check.alike.set(key, known);
  return known;
}

async function compare({ site }: Check, file: string, original: Original): Promise<boolean> {
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  if (sha256 === site.assets.get(original.address)) return true;
  if (/\.html?$/.test(file)) return false;
  return !isLookedAt(original.lesson) || showsTheSame(file, join(site.folder, original.address));
}

function checkStyles(check: Check, file: string, css: string): void {
  for (const address of cssAddresses(css))
    count(check, check.output.lead(file, address), `${file}: style ${address}`);
}

function count(check: Check, target: Target, words: string): void {
  if (target.kind === 'nothing') check.counts.broken += 1;
  else if (target.kind === 'origin') check.counts.outward += 1;
  else return;
  note(check, `${words} (${target.kind})`);
}

function note(check: Check, words: string): void {
  if (check.counts.examples.length < EXAMPLES)
    check.counts.examples = [...check.counts.examples, words];
}

function nameOf(check: Check, file: string): Promise<string | null> {
  const known =
    check.names.get(file) ?? readPage(file).then((page) => page && pageName(page.headings));
  check.names.set(file, known);
  return known;
}
