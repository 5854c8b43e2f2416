import { releaseAddresses } from '../../app/mirror/release-addresses.ts';
import { pathOf } from '../../core/mirror/alias.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import { nginxWord } from './nginx-words.ts';
import { type QueryParameter, readQuery } from './query-forms.ts';
import { anyEncoding } from './query-patterns.ts';

/** What a release answers, for a server that has no code of ours: numbers for files, text for addresses. */
export interface ServedTable {
  /** A file's number is its place here. */
  readonly files: readonly ManifestFile[];
  readonly paths: readonly ServedPath[];
  readonly queries: readonly ServedQuery[];
  /** The names of parameters in addresses of two and more, in the order of code units. */
  readonly names: readonly string[];
  /** Canonical addresses that such a server cannot tell: see {@link servedTable}. */
  readonly leftOut: readonly string[];
}

export interface ServedPath {
  /** Canonical. */
  readonly address: string;
  /** Decoded, in each form in which it may come: NFC, NFD. */
  readonly forms: readonly string[];
  /** What it shows without a query that counts; null for nothing. */
  readonly file: number | null;
  /** Its lessons are told apart by their query: an unknown one is then missing. */
  readonly byQuery: boolean;
}

export interface ServedQuery {
  /** Canonical. */
  readonly address: string;
  readonly path: ServedPath;
  /** By name, in the order of code units; one name never twice. */
  readonly parameters: readonly QueryParameter[];
  readonly file: number;
}

/** A request's query is compared with each of these names in turn. Chosen: no platform has so many. */
const NAMES_MAX = 32;

/**
 * Of all of them as a pattern: nginx takes no word of its files beyond {@link NGINX_WORD_MAX_BYTES},
 * and the pattern of a name that comes twice has it two times.
 */
const NAMES_BYTES_MAX = 1_800;

/**
 * Turn a release's address book into a table.
 *
 * Left out, and told: an address that gives one parameter twice (`?t[]=1&t[]=2`), and one of
 * several parameters with a name beyond the {@link NAMES_MAX} most frequent.
 */
export function servedTable(manifest: Pick<Manifest, 'files' | 'aliases'>): ServedTable {
  const { files: addresses, byQuery } = releaseAddresses(manifest);
  const numbers = new Map(manifest.files.map(({ path }, index) => [path, index]));
  const numberOf = (file: ManifestFile): number => numbers.get(file.path) ?? 0;
  const apart = new Set(byQuery);
  const paths = new Map<string, ServedPath>();
  const pathFor = (path: string): ServedPath => {
    const file = addresses.get(path);
    const known = paths.get(path) ?? {
      address: path,
      forms: pathForms(path),
      file: file === undefined ? null : numberOf(file),
      byQuery: apart.has(path),
    };
    paths.set(path, known);
    return known;
  };
  const asked: ServedQuery[] = [];
  for (const [address, file] of addresses) {
    const path = pathFor(pathOf(address));
    if (!address.includes('?')) continue;
    const parameters = readQuery(address.slice(address.indexOf('?') + 1));
    asked.push({ address, path, parameters, file: numberOf(file) });
  }
  const names = frequentNames(asked);
  const fits = (query: ServedQuery): boolean => isTellable(query.parameters, names);
  return {
    files: manifest.files,
    paths: [...paths.values()],
    queries: asked.filter(fits),
    names: [...names].toSorted(byCodeUnit),
    leftOut: asked.filter((query) => !fits(query)).map(({ address }) => address),
  };
}

/** A decoded path writes `?` as `%3F`, and so it does a `%3F` that was one: both may be meant. */
function pathForms(path: string): readonly string[] {
  const forms = [path, path.replaceAll('%3F', '?')];
  return [...new Set([...forms, ...forms.map((form) => form.normalize('NFD'))])];
}

function frequentNames(asked: readonly ServedQuery[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { parameters } of asked) {
    if (parameters.length < 2) continue;
    for (const { name } of parameters) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sorted = [...counts].toSorted((a, b) => b[1] - a[1] || byCodeUnit(a[0], b[0]));
  const names = new Set<string>();
  let bytes = 0;
  for (const [name] of sorted.slice(0, NAMES_MAX)) {
    if (!name.isWellFormed()) continue;
    bytes += Buffer.byteLength(nginxWord(anyEncoding(name)));
    if (bytes <= NAMES_BYTES_MAX) names.add(name);
  }
  return names;
}

function isTellable(parameters: readonly QueryParameter[], names: ReadonlySet<string>): boolean {
  const isUnicode = parameters.every(({ name, value }) => `${name}${value ?? ''}`.isWellFormed());
  if (!isUnicode || new Set(parameters.map(({ name }) => name)).size < parameters.length)
    return false;
  return parameters.length === 1 || parameters.every(({ name }) => names.has(name));
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
