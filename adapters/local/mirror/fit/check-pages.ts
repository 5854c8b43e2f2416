import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type AddressBook, addressBook } from '../../../../core/mirror/address-book.ts';
import { type AliasApart, aliasesApart } from '../../../../core/mirror/aliases-apart.ts';
import { WELL_KNOWN } from '../../../../core/mirror/derived-file.ts';
import {
  FIRST_VIEW,
  judgeWeights,
  type PageWeight,
  type Weights,
} from '../../../../core/mirror/fit/weight.ts';
import type { Manifest, ManifestFile } from '../../../../core/mirror/manifest.ts';
import { encodePath } from '../../../../core/mirror/site-link.ts';
import { faultList, type FaultList, type FitFault } from './fit-fault.ts';
import { type FetchedByPage, readPage, type ReadPage } from './read-page.ts';
import { strayReference } from './stray-reference.ts';

/** What reading every page of a release for its links and its weight found. */
export interface CheckedPages {
  readonly links: number;
  readonly faults: readonly FitFault[];
  readonly warnings: readonly FitFault[];
  readonly weights: Weights;
}

/** Answered by every mirror, and no file of the manifest. */
const ANSWERED: ReadonlySet<string> = new Set([
  WELL_KNOWN,
  '/_preau/health',
  '/_preau/manifest.json',
]);

/** Any host does: links are resolved against it, and what is not on it leads away. */
const HOST = 'https://mirror.invalid';

const zip = promisify(gzip);

/**
 * Read every page of a release: each internal link must be answered by a file or an alias, from each address that the
 * page is asked by, each thing that a page shows must be there, a link's place on a page should exist, and what a first view fetches is weighed.
 *
 * A place that is not there is a warning: the page opens at its top. So is one page that is too heavy; a median that
 * is, is a fault. Texts are weighed as they travel, compressed.
 *
 * @param release the release's own folder
 */
export async function checkPages(release: string, manifest: Manifest): Promise<CheckedPages> {
  const desk: Desk = {
    manifest,
    book: addressBook(manifest),
    found: new Map(),
    faults: faultList(),
    warnings: faultList(),
    ids: new Map(),
    anchors: new Map(),
    travel: travelSize(release),
    apart: Map.groupBy(aliasesApart(manifest), ({ file }) => file.path),
  };
  const weights: PageWeight[] = [];
  let links = 0;
  checkAliases(desk);
  for (const file of manifest.files) {
    if (file.type.startsWith('text/css')) await checkStyle(desk, release, file);
    if (!file.type.startsWith('text/html')) continue;
    const html = await readFile(join(release, file.path), 'utf8').catch(() => null);
    if (html === null) continue;
    const page = readPage(html);
    desk.ids.set(file.path, page.ids);
    links += page.links.length;
    for (const href of page.links) checkLink(desk, file.path, href);
    checkApart(desk, file, page);
    for (const kind of page.access)
      desk.faults.add({ kind: `access-${kind}`, path: file.path, detail: '' });
    const weight = await weigh(desk, file, page.fetched);
    // A copy weighs what its page does.
    if (file.copyOf === undefined) weights.push(weight);
  }
  checkAnchors(desk);
  const judged = judgeWeights(weights.filter(({ path }) => !path.startsWith('/_preau/')));
  tellWeights(desk, judged);
  return { links, faults: desk.faults.all(), warnings: desk.warnings.all(), weights: judged };
}

interface Desk {
  readonly manifest: Manifest;
  readonly book: AddressBook;
  readonly found: Map<string, ManifestFile | null>;
  readonly faults: FaultList;
  readonly warnings: FaultList;
  readonly ids: Map<string, ReadonlySet<string>>;
  /** `path#place` to the page that leads there. */
  readonly anchors: Map<
    string,
    { readonly from: string; readonly path: string; readonly place: string }
  >;
  readonly travel: (file: ManifestFile) => Promise<number>;
  /** By the page's own path. */
  readonly apart: ReadonlyMap<string, readonly AliasApart[]>;
}

/** An alias that a file hides, or that no request can be: nobody would reach its lesson by it. */
function checkAliases({ manifest, book, faults }: Desk): void {
  const paths = new Set(manifest.files.map(({ path }) => path));
  for (const [original, to] of Object.entries(manifest.aliases)) {
    const got = book.find(original)?.path;
    // An alias to a file that is not there is told by the manifest itself.
    if (got === to || !paths.has(to)) continue;
    faults.add({ kind: 'alias-hidden', path: original, detail: `${to} / ${got ?? '404'}` });
  }
}

/** A page that is asked in another folder leads to the same things from there. */
function checkApart(
  { apart, book, faults, warnings }: Desk,
  file: ManifestFile,
  page: ReadPage,
): void {
  for (const { original, isUnavoidable } of apart.get(file.path) ?? []) {
    const stray = strayReference(book, page, file, original);
    if (stray === null) continue;
    const list = isUnavoidable ? warnings : faults;
    list.add({ kind: 'alias-apart', path: original, detail: stray });
  }
}

/** @returns null for what leads away from the mirror, or is no address that is fetched */
function resolve(page: string, href: string): URL | null {
  if (!URL.canParse(href, HOST + encodePath(page))) return null;
  const url = new URL(href, HOST + encodePath(page));
  return url.origin === HOST ? url : null;
}

function fileAt({ book, found }: Desk, { pathname, search }: URL): ManifestFile | null {
  const target = pathname + search;
  const known = found.get(target);
  if (known !== undefined) return known;
  const file = book.find(target);
  found.set(target, file);
  return file;
}

function checkLink(desk: Desk, page: string, href: string): void {
  const url = resolve(page, href);
  if (url === null || ANSWERED.has(url.pathname)) return;
  const file = fileAt(desk, url);
  if (file === null) {
    desk.faults.add({ kind: 'dead-link', path: page, detail: href });
    return;
  }
  const place = legible(url.hash.slice(1));
  if (place === '' || place === 'top' || !file.type.startsWith('text/html')) return;
  const key = `${file.path}#${place}`;
  if (!desk.anchors.has(key)) desk.anchors.set(key, { from: page, path: file.path, place });
}

function checkAnchors({ anchors, ids, warnings }: Desk): void {
  for (const { from, path, place } of anchors.values()) {
    if (ids.get(path)?.has(place) === true) continue;
    warnings.add({ kind: 'dead-anchor', path: from, detail: `${path}#${place}` });
  }
}

async function weigh(
  desk: Desk,
  file: ManifestFile,
  fetched: readonly FetchedByPage[],
): Promise<PageWeight> {
  const parts = new Map<string, { bytes: number; isLazy: boolean }>();
  for (const { oneOf, isLazy } of fetched) {
    const sizes: number[] = [];
    for (const address of oneOf) {
      const url = resolve(file.path, address);
      if (url === null || url.protocol === 'data:') continue;
      const part = fileAt(desk, url);
      if (part === null) desk.faults.add({ kind: 'dead-part', path: file.path, detail: address });
      else sizes.push(await desk.travel(part));
    }
    const [first] = oneOf;
    if (first === undefined || sizes.length === 0) continue;
    const before = parts.get(first);
    const lazy = isLazy && before?.isLazy !== false;
    parts.set(first, { bytes: Math.max(...sizes), isLazy: lazy });
  }
  const all = [...parts.values()];
  const first = all.filter(({ isLazy }) => !isLazy);
  const own = await desk.travel(file);
  const sum = (list: readonly { readonly bytes: number }[]): number =>
    list.reduce((total, { bytes }) => total + bytes, own);
  return {
    path: file.path,
    firstViewBytes: sum(first),
    requests: 1 + first.length,
    wholeBytes: sum(all),
  };
}

/** Texts as a browser fetches them. One that is light anyway is taken as it is: compressing 2,000 takes seconds. */
function travelSize(release: string): (file: ManifestFile) => Promise<number> {
  const known = new Map<string, number>();
  return async (file) => {
    const { path, type, sizeBytes } = file;
    const isText = /^(text\/|application\/json|image\/svg)/.test(type);
    if (!isText || sizeBytes <= FIRST_VIEW.bytes / 10) return sizeBytes;
    const size = known.get(path) ?? (await zippedSize(join(release, path))) ?? sizeBytes;
    known.set(path, size);
    return size;
  };
}

async function zippedSize(path: string): Promise<number | null> {
  const bytes = await readFile(path).catch(() => null);
  return bytes === null ? null : (await zip(bytes)).length;
}

/** A style sheet of the mirror fetches nothing but what the mirror has. */
async function checkStyle(desk: Desk, release: string, { path }: ManifestFile): Promise<void> {
  const css = await readFile(join(release, path), 'utf8').catch(() => '');
  for (const [, address = ''] of css.matchAll(/(?:url\(\s*|@import\s+)["']?([^"')\s;]+)/gi)) {
    if (address.startsWith('data:') || address.startsWith('#')) continue;
    const url = resolve(path, address);
    if (url === null) desk.faults.add({ kind: 'off-site', path, detail: address });
    else if (fileAt(desk, url) === null)
      desk.faults.add({ kind: 'dead-part', path, detail: address });
  }
}

function tellWeights({ faults, warnings }: Desk, weights: Weights): void {
  for (const { path, firstViewBytes, requests } of weights.heavy)
    warnings.add({
      kind: 'heavy',
      path,
      detail: `${Math.ceil(firstViewBytes / 1_000)} kB, ${requests}`,
    });
  if (weights.medianTooHeavy)
    faults.add({
      kind: 'heavy-median',
      path: '/',
      detail: `${Math.ceil(weights.medianBytes / 1_000)} kB`,
    });
}

function legible(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
