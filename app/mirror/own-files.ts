import type { ManifestFile } from '../../core/mirror/manifest.ts';
import type { Sha256 } from '../../core/units.ts';
import type { SiteFrame } from './page-frame.ts';
import { HTML_TYPE } from './plan-site.ts';
import { THEME } from './theme.ts';
import { type ListedSite, type OwnPagePorts, writeOwnPages } from './write-own-pages.ts';

/** A file that the mirror adds to the lessons. */
export interface OwnFile {
  readonly path: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

const TYPES: { readonly [ending: string]: string } = {
  html: HTML_TYPE,
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  css: 'text/css; charset=utf-8',
};

/** The mirror's own pages, its search and its style sheet, as they are served. */
export function ownFiles(
  frame: SiteFrame,
  site: ListedSite,
  ports: OwnPagePorts,
): readonly OwnFile[] {
  const own = new Map(writeOwnPages(frame, site, ports)).set(frame.themePath, THEME);
  return [...own].map(([path, text]) => ({
    path,
    type: TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain',
    bytes: new TextEncoder().encode(text),
  }));
}

/** What tells one build's lessons from another's before there is a build id: see `ListedSite`. */
export function editionOf(
  lessons: readonly ManifestFile[],
  hashText: (text: string) => Sha256,
): string {
  const lines = lessons.map(({ path, sha256 }) => `${sha256} ${path}`).toSorted();
  return hashText(lines.join('\n')).slice(0, 12);
}
