import { decodeText } from '../../../../app/mirror/decode-text.ts';
import type { Archive } from '../../archive/archive.ts';
import type { FindEntry } from '../package/entry-finder.ts';
import type { ImsManifest } from '../package/ims-manifest.ts';
import type { ScormPage } from './look-at-pages.ts';

/** A page or document that can be read although the unit's own page cannot. */
export interface ReadablePage {
  readonly name: string;
  readonly title: string;
}

export interface ScormLook {
  readonly archive: Archive;
  readonly manifest: ImsManifest;
  readonly find: FindEntry;
  readonly pages: ReadonlyMap<string, ScormPage>;
  readonly launches: ReadonlyMap<string, string>;
}

/**
 * For each launch page that is empty without script: the pages and documents of its unit that can
 * be read, in the order in which the page's own script names them (that is where players keep
 * their table of contents), then in the manifest's. A package with a single unit is all its own.
 */
export async function readableWithout(
  look: ScormLook,
): Promise<ReadonlyMap<string, readonly ReadablePage[]>> {
  const { manifest, launches, pages, archive } = look;
  const found = new Map<string, readonly ReadablePage[]>();
  const units = new Set(launches.values());
  for (const { id, files } of manifest.resources) {
    const launch = launches.get(id);
    if (launch === undefined || pages.get(launch)?.needsScript !== true || found.has(launch)) {
      continue;
    }
    const bytes = await archive.read(launch);
    const listed = files.flatMap((href) => look.find(href) ?? []);
    const all = archive.entries.map(({ name }) => name);
    const own = new Set(units.size === 1 ? [...listed, ...all] : listed);
    const readable = [...own].flatMap((name) =>
      units.has(name) ? [] : (readablePage(look, name) ?? []),
    );
    found.set(launch, inScriptOrder(readable, bytes === null ? '' : decodeText(bytes), manifest));
  }
  return found;
}

function readablePage({ pages }: ScormLook, name: string): ReadablePage | null {
  const page = pages.get(name);
  if (page !== undefined)
    return page.needsScript ? null : { name, title: page.title || stem(name) };
  return /\.(?:pdf|txt|md|csv)$/i.test(name) ? { name, title: stem(name) } : null;
}

const stem = (name: string): string =>
  name
    .replace(/^.*\//, '')
    .replace(/\.[^.]+$/, '')
    .replaceAll('_', ' ');

function inScriptOrder(
  readable: readonly ReadablePage[],
  script: string,
  { folder }: ImsManifest,
): readonly ReadablePage[] {
  const places = new Map(
    readable.map(({ name }) => [name, script.indexOf(name.slice(folder.length))]),
  );
  const placeOf = ({ name }: ReadablePage): number => {
    const place = places.get(name) ?? -1;
    return place === -1 ? Infinity : place;
  };
  return readable.toSorted((a, b) => {
    const [one, other] = [placeOf(a), placeOf(b)];
    return one === other ? 0 : one - other;
  });
}
