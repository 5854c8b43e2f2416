import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { OutputFiles } from './output-files.ts';
import { candidates, cssAddresses, type OfferedPicture, pageFacts } from './page-facts.ts';

/**
 * What a phone fetches for one page that is read to its end: the page, its styles and what they name,
 * its scripts, its pictures, those too that wait or that a script puts in place (`data-src`).
 */
export interface PageWeight {
  readonly bytes: number;
  /** The same, with gzip at its default for every text. */
  readonly gzipBytes: number;
  /** The page alone. */
  readonly htmlBytes: number;
  readonly htmlGzipBytes: number;
  readonly requests: number;
}

/** A phone of 360 px at two dots a pixel asks for so many, where a picture is as wide as the page. */
const PHONE_DOTS = 720;

/** What browsers of today show; nothing named = what all of them show. */
const SHOWN_TYPES = /^(image\/(avif|webp|jpeg|png|svg\+xml))?$/;

/** Other hosts' files are not weighed: nobody here knows them. */
export async function weighPage(output: OutputFiles, file: string): Promise<PageWeight> {
  const found = new Set<string>();
  const html = await readFile(file, 'utf8');
  await gather(output, file, html, found);
  const weights = await Promise.all([...found].map(weightOf));
  const own = await weightOf(file);
  const sum = (which: 'bytes' | 'gzipBytes'): number =>
    weights.reduce((total, one) => total + one[which], own[which]);
  return {
    bytes: sum('bytes'),
    gzipBytes: sum('gzipBytes'),
    htmlBytes: own.bytes,
    htmlGzipBytes: own.gzipBytes,
    requests: found.size + 1,
  };
}

async function gather(
  output: OutputFiles,
  file: string,
  html: string,
  found: Set<string>,
): Promise<void> {
  const facts = pageFacts(html);
  const shown = facts.resources.filter(({ kind }) => kind !== 'srcset');
  const addresses = [
    ...shown.map(({ address }) => address),
    ...facts.pictures.map(chosenPicture),
    // A style in the page itself.
    ...cssAddresses(/<style[^>]*>([^<]*)/i.exec(html)?.[1] ?? ''),
  ];
  for (const address of addresses) await take(output, file, address, found);
}

/** A style sheet brings what it names. */
async function take(
  output: OutputFiles,
  from: string,
  address: string,
  found: Set<string>,
): Promise<void> {
  const target = output.lead(from, address);
  if (target.kind !== 'file' || target.file === from || found.has(target.file)) return;
  found.add(target.file);
  if (!target.file.endsWith('.css')) return;
  const css = await readFile(target.file, 'utf8');
  for (const one of cssAddresses(css)) await take(output, target.file, one, found);
}

/** The making that a phone takes: the first source of a type that it shows, else the picture itself. */
export function chosenPicture({ sources, srcset, src }: OfferedPicture): string {
  const source = sources.find(({ type }) => SHOWN_TYPES.test(type));
  const offered = candidates(source?.srcset ?? srcset).toSorted((a, b) => a.width - b.width);
  const enough = offered.find(({ width }) => width >= PHONE_DOTS) ?? offered.at(-1);
  return enough?.address ?? src;
}

async function weightOf(file: string): Promise<{
  readonly bytes: number;
  readonly gzipBytes: number;
}> {
  const bytes = await readFile(file);
  const isText = /\.(html?|css|m?js|svg|json|xml|txt)$/.test(file) || bytes[0] === 0x3c;
  return { bytes: bytes.length, gzipBytes: isText ? gzipSync(bytes).length : bytes.length };
}
