/**
 * Find the file that a manifest means by an address.
 *
 * Tools write one name in many ways: with percent signs or without, with other capitals than on
 * disk, with signs that their ZIP writer replaced by `_`. Each is tried from the exact one on, and
 * a looser one only counts while it fits a single file.
 *
 * @returns null when there is none, or more than one as likely
 */
export type FindEntry = (href: string) => string | null;

/** @param names as the archive has them: relative, slashes, NFC */
export function entryFinder(names: readonly string[]): FindEntry {
  const exact = new Set(names);
  const loose = new Map<string, string | null>();
  for (const name of names) {
    const key = looseKey(name);
    loose.set(key, loose.has(key) ? null : name);
  }
  return (href) => {
    const path = resolved(href.replace(/[?#][^]*$/, ''));
    const whole = resolved(href);
    for (const candidate of [whole, decoded(whole), path, decoded(path)]) {
      if (candidate !== null && exact.has(candidate)) return candidate;
    }
    const candidate = decoded(path) ?? path;
    return candidate === null ? null : (loose.get(looseKey(candidate)) ?? null);
  };
}

/** From the archive's root: no climbing above it, no scheme. @returns null for what is no file */
function resolved(href: string): string | null {
  if (/^[a-z][a-z0-9+.-]+:/i.test(href) || href.startsWith('//')) return null;
  const out: string[] = [];
  for (const name of href.replaceAll('\\', '/').trim().split('/')) {
    if (name === '..') out.pop();
    else if (name !== '.' && name !== '') out.push(name);
  }
  return out.length === 0 ? null : out.join('/').normalize('NFC');
}

function decoded(path: string | null): string | null {
  if (path === null) return null;
  try {
    return resolved(decodeURIComponent(path));
  } catch {
    return null;
  }
}

/** Signs that Windows forbids in names are what ZIP writers replace. */
const looseKey = (name: string): string => name.toLowerCase().replace(/[|:*?"<>]/g, '_');
