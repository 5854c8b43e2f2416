import { PreauError } from '../../core/errors.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import type {
  PackageEdition,
  PackageRecord,
  PackageShelf,
  UnpackedPackage,
} from './package-shelf.ts';
import type { LessonFile, LessonSource } from './ports.ts';

export interface UnpackPorts {
  readonly shelf: PackageShelf;
  /** @throws PreauError `mirror-source-unreadable` */
  readonly open: (of: PackageEdition) => Promise<LessonSource>;
  /** Names these importers: changes with whatever changes what they present. */
  readonly by: string;
  readonly now: () => EpochMs;
}

export type Unpacking =
  | { readonly kind: 'known' | 'unpacked'; readonly files: number }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Of what is known a build needs the bytes for its three hours. Twice that; chosen. */
const SPARE_MS = 6 * 3_600_000;

/**
 * A package that ended the function so often, by its time or its memory, will do so again. Chosen:
 * the first may have been the machine's fault.
 */
const DEATHS_MAX = 2;

/** Looked at again after so long even where nothing of it is kept. Chosen. */
const KNOWN_MS = 5 * 24 * 3_600_000;

/** Files in work at once: 50 MB each at most. Chosen. */
const AT_ONCE = 8;

/**
 * Lay down what is in one package, unless that was done before by the same importers. A package that
 * cannot be read, or that ends the function that reads it, is written down as such.
 *
 * @param whole to unpack even what is known
 * @throws PreauError `store-unavailable`: nothing is known of the package then
 */
export async function unpackPackage(
  ports: UnpackPorts,
  of: PackageEdition,
  whole: boolean,
): Promise<Unpacking> {
  const { shelf, by, now } = ports;
  const known = whole ? null : await shelf.record(of);
  if (known?.kind === 'unpacked' && known.by === by && known.until > now() + SPARE_MS)
    return { kind: 'known', files: known.files.length };
  const deaths = await shelf.begin(of);
  const record = deaths >= DEATHS_MAX ? tooMuch(deaths) : await layDown(ports, of);
  await shelf.save(of, record);
  await shelf.end(of);
  if (record.kind === 'unreadable') return record;
  return { kind: 'unpacked', files: record.files.length };
}

const tooMuch = (times: number): PackageRecord => ({
  kind: 'unreadable',
  why: `expected it to be unpacked within a function's time and memory, which it ended ${times} times; export the course in parts`,
});

async function layDown(ports: UnpackPorts, of: PackageEdition): Promise<PackageRecord> {
  try {
    const source = await ports.open(of);
    try {
      return await unpack(ports, source);
    } finally {
      await source.close?.();
    }
  } catch (error) {
    if (error instanceof PreauError && error.code === 'mirror-source-unreadable')
      return { kind: 'unreadable', why: error.message };
    await ports.shelf.end(of);
    throw error;
  }
}

async function unpack(
  { shelf, by, now }: UnpackPorts,
  source: LessonSource,
): Promise<UnpackedPackage> {
  const sets = await source.sets();
  const { files, leftOut } = await source.list();
  const outline = (await source.outline?.()) ?? [];
  const kept: LessonFile[] = [];
  let until: number = now() + KNOWN_MS;
  const keepOne = async (file: LessonFile): Promise<LessonFile> => {
    const bytes = await source.read(file);
    if (bytes === null) return { ...file, kept: null };
    const content = await shelf.keep(bytes);
    until = Math.min(until, content.until);
    return { ...file, kept: content.sha256 };
  };
  for (let at = 0; at < files.length; at += AT_ONCE)
    kept.push(...(await Promise.all(files.slice(at, at + AT_ONCE).map(keepOne))));
  return { kind: 'unpacked', by, until: epochMs(until), sets, files: kept, leftOut, outline };
}
