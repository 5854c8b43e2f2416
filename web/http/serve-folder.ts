import { open, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { PAGES_CACHE_CONTROL } from '../../app/pages/cache-control.ts';
import { pageScripts } from '../status/render-page.ts';
import { type Answer, HTML, JSON_TYPE, plain, TEXT } from './answer.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': HTML,
  '.js': 'text/javascript; charset=utf-8',
  '.json': JSON_TYPE,
  '.xml': 'application/xml; charset=utf-8',
  '.atom': 'application/atom+xml; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': TEXT,
};

/** What a page of this folder may load; each also carries a stricter policy of its own. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src ${pageScripts()}`;

/** The largest file that is served, in bytes; the folder's own are a hundredth of it. */
const MOST_FILE_BYTES = 5_000_000;

/** A name within the folder: no leading dot, no separator, nothing that escapes. */
const SEGMENT = /^[\w-][\w.-]{0,127}$/;

/**
 * Answer with one file of a published folder, as a static host would.
 *
 * @param path below the folder, percent-encoded, without a leading `/`; `` and `x/` mean their `index.html`
 */
export async function serveFolder(folder: string, path: string): Promise<Answer> {
  const wanted = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const segments = wanted.split('/');
  const type = TYPES[extname(wanted)];
  if (type === undefined || !segments.every((segment) => SEGMENT.test(segment))) {
    return plain(404, 'not found');
  }
  const body = await readWithin(folder, segments);
  if (body === null) return plain(404, 'not found');
  return {
    status: 200,
    type,
    body,
    policy: POLICY,
    headers: { 'cache-control': PAGES_CACHE_CONTROL },
  };
}

/** @returns null when there is no such file, or when a link leads out of the folder */
async function readWithin(folder: string, segments: readonly string[]): Promise<Buffer | null> {
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, ...segments));
    if (!path.startsWith(root + sep)) return null;
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      return size > MOST_FILE_BYTES ? null : await file.readFile();
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
