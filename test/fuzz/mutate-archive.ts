import { unzipSync } from 'fflate';
import type { Random } from '../../app/ports.ts';
import { pick } from '../../home/stage/seeded-random.ts';
import { writeZip, type ZipPart } from '../adapters/local/archive/write-zip.ts';

/** Names that want out of the folder, or that two systems read in two ways. */
const NAMES = [
  '../x',
  '/etc/passwd',
  'a/../../b',
  'C:\\x',
  '..\\x',
  'a\0b',
  'CON',
  './a//b',
  'é',
  'e\u0301',
  'META-INF/container.xml',
  'x'.repeat(5_000),
  '',
];
/** A ZIP has two bytes for the length of a name; names of bytes that are no text grow as they are read. */
const NAME_BYTES_MAX = 65_535;
/** Unix modes: a link, a pipe, a folder, a file that runs. */
const MODES = [0o120777, 0o010644, 0o040755, 0o100755];

/**
 * Change one entry of a ZIP and pack it again, so that the change reaches the readers behind the
 * archive; bytes that are no ZIP stay as they are.
 *
 * @param change of an entry's content
 */
export function mutateArchive(
  input: Uint8Array,
  random: Random,
  change: (content: Uint8Array) => Uint8Array,
): Uint8Array {
  const parts = partsOf(input);
  const at = Math.floor(random.next() * parts.length);
  const part = parts[at];
  if (part === undefined) return input;
  const chance = random.next();
  const others = parts.filter((_, index) => index !== at);
  if (chance < 0.08) return writeZip(others);
  if (chance < 0.12) return writeZip([...parts, part]);
  if (chance < 0.2) return writeZip([...others, { ...part, name: pick(random, NAMES) ?? '' }]);
  if (chance < 0.25) return writeZip([...others, { ...part, mode: pick(random, MODES) ?? 0 }]);
  const changed = Buffer.from(change(Buffer.from(part.content ?? '')));
  return writeZip(parts.map((one, index) => (index === at ? { ...one, content: changed } : one)));
}

function partsOf(input: Uint8Array): readonly ZipPart[] {
  try {
    const files = unzipSync(input, { filter: ({ originalSize }) => originalSize < 400_000 });
    return Object.entries(files)
      .filter(([name]) => Buffer.byteLength(name) <= NAME_BYTES_MAX)
      .map(([name, content]) => ({ name, content: Buffer.from(content) }));
  } catch {
    return [];
  }
}
