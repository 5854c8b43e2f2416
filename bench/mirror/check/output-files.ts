import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Where a reference of a written page leads. */
export type Target =
  | { readonly kind: 'file'; readonly file: string }
  /** To the platform itself, which is what has fallen. */
  | { readonly kind: 'origin' }
  /** To another host. */
  | { readonly kind: 'elsewhere' }
  /** `data:`, `mailto:` and the like. */
  | { readonly kind: 'no-place' }
  | { readonly kind: 'nothing'; readonly tried: string };

/** What a tool wrote, as a folder that any web server can serve. */
export interface OutputFiles {
  /** Without what the tool keeps for itself. In the order of names. */
  readonly files: readonly string[];
  /** @param from the file that the reference stands in */
  lead(from: string, reference: string): Target;
}

/** Kept by tools for themselves: Préau's releases, HTTrack's cache and its logs. */
const OWN = /^(\.preau|hts-cache|hts-log\.txt|hts-in_progress\.lock)$/;

/** @param host of the platform, with its port */
export function outputFiles(out: string, root: string, host: string): OutputFiles {
  const folder = resolve(root);
  return {
    files: listFiles(resolve(out)),
    lead: (from, reference) => lead(folder, host, from, reference.trim()),
  };
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !OWN.test(name))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? listFiles(path) : [path];
    });
}

function lead(root: string, host: string, from: string, reference: string): Target {
  const absolute = /^(?:https?:)?\/\/([^/?#]*)/i.exec(reference);
  if (absolute !== null) return { kind: absolute[1] === host ? 'origin' : 'elsewhere' };
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return { kind: 'no-place' };
  const path = decoded(reference.replace(/[?#].*$/s, ''));
  if (path === '') return { kind: 'file', file: from };
  const place = path.startsWith('/') ? join(root, path) : resolve(dirname(from), path);
  const file = fileAt(place);
  return file === null ? { kind: 'nothing', tried: place } : { kind: 'file', file };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function fileAt(place: string): string | null {
  if (!existsSync(place)) return null;
  if (!statSync(place).isDirectory()) return place;
  const index = join(place, 'index.html');
  return existsSync(index) ? index : null;
}
