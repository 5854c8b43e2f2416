import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Parser } from 'htmlparser2';
import type { Body } from './body-sink.ts';

/** One address of a sitemap. */
export interface SitemapEntry {
  readonly kind: 'page' | 'sitemap';
  readonly url: string;
  /** ISO 8601 as given, at most 30 characters; empty for none. Later sorts later. */
  readonly lastmod: string;
}

/** @see https://www.sitemaps.org/protocol.html 50 MB and 50,000 addresses each */
export const MAX_SITEMAP_BYTES = 50 * 1024 * 1024;
const MAX_ENTRIES = 50_000;

const MAX_LETTERS = 4_000;
/** The parser remembers what is open. A sitemap with its extensions has five levels. Chosen. */
const MAX_DEPTH = 32;

/**
 * Read a sitemap or an index of sitemaps, plain or gzipped, as a stream: fifty megabytes are never
 * in memory. What is no sitemap gives nothing; what breaks off gives what came before.
 *
 * @returns false when it was broken off: too large, too many entries, no gzip
 */
export async function readSitemap(
  body: Body,
  entry: (found: SitemapEntry) => void,
): Promise<boolean> {
  let count = 0;
  const parser = entryParser((found) => {
    count += 1;
    if (count <= MAX_ENTRIES) entry(found);
  });
  const decoder = new TextDecoder('utf-8');
  let size = 0;
  try {
    for await (const part of await plain(body)) {
      const chunk = part as Uint8Array;
      size += chunk.length;
      if (size > MAX_SITEMAP_BYTES || count > MAX_ENTRIES) return false;
      parser.write(decoder.decode(chunk, { stream: true }));
    }
    parser.end();
    return true;
  } catch {
    return false;
  }
}

async function plain(body: Body): Promise<Readable> {
  const source: Readable =
    body.kind === 'file' ? createReadStream(body.path) : Readable.from([body.bytes]);
  const isGzip = body.kind === 'memory' ? startsAsGzip(body.bytes) : await isGzipFile(body.path);
  if (!isGzip) return source;
  const decoder = createGunzip();
  source.once('error', (error) => decoder.destroy(error));
  return source.pipe(decoder);
}

const startsAsGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function isGzipFile(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: 1 })) {
    return startsAsGzip(chunk as Uint8Array);
  }
  return false;
}

/** A parser that holds no tree: nesting and entities cost nothing. */
function entryParser(entry: (found: SitemapEntry) => void): Parser {
  let kind: SitemapEntry['kind'] | null = null;
  let field: 'loc' | 'lastmod' | null = null;
  let loc = '';
  let lastmod = '';
  let depth = 0;
  return new Parser(
    {
      onopentag: (raw) => {
        depth += 1;
        if (depth > MAX_DEPTH) throw new Error('no sitemap is nested so deep');
        const name = raw.replace(/^.*:/, '').toLowerCase();
        if (name === 'url' || name === 'sitemap') {
          kind = name === 'url' ? 'page' : 'sitemap';
          loc = '';
          lastmod = '';
        }
        // An extension's own `loc`, of a picture or a film, is another name with its prefix.
        field = raw === 'loc' || raw === 'lastmod' ? raw : null;
      },
      ontext: (text) => {
        if (field === 'loc') loc = (loc + text).slice(0, MAX_LETTERS);
        if (field === 'lastmod') lastmod = (lastmod + text).slice(0, 30);
      },
      onclosetag: (raw) => {
        depth -= 1;
        field = null;
        const name = raw.replace(/^.*:/, '').toLowerCase();
        if (kind === null || (name !== 'url' && name !== 'sitemap')) return;
        // What was cut is no address.
        if (loc.trim() !== '' && loc.length < MAX_LETTERS)
          entry({ kind, url: loc.trim(), lastmod: lastmod.trim() });
        kind = null;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
}
