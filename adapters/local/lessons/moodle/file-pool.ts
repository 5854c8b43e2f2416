import { createHash } from 'node:crypto';
import { PreauError } from '../../../../core/errors.ts';
import type { Archive } from '../../archive/archive.ts';
import { SOURCE_LIMITS } from '../lesson-limits.ts';
import { moodleId } from './moodle-id.ts';
import { readRecords, type XmlRecord } from './read-records.ts';

/** One file that a teacher put into a text, a resource or a folder. */
export interface PoolFile {
  readonly contextId: string;
  readonly component: string;
  readonly area: string;
  readonly itemId: string;
  /** Within its area, without a slash before: `images/carte.png`. */
  readonly path: string;
  readonly licence: string;
  /** The one that a resource opens with, of several. */
  readonly isMain: boolean;
  readonly sizeBytes: number;
  /** Where its bytes lie in the package, or should. */
  readonly entry: string;
  /** SHA-1 in hexadecimal: Moodle's own name for the bytes. */
  readonly sha1: string;
}

/**
 * Areas that hold what teachers show. An allow-list: the others hold hand-ins, messages, drafts,
 * feedback and questions, and the very names of those files are personal.
 */
const SHOWN_AREAS: ReadonlySet<string> = new Set([
  'course/summary',
  'course/section',
  'mod_assign/introattachment',
  'mod_book/chapter',
  'mod_folder/content',
  'mod_page/content',
  'mod_resource/content',
]);

const FIELDS = [
  'contenthash',
  'contextid',
  'component',
  'filearea',
  'itemid',
  'filepath',
  'filename',
  'filesize',
  'license',
  'sortorder',
];

/** @returns the files of teachers, in the backup's order, and whether there were others */
export async function readFilePool(
  archive: Archive,
  root: string,
): Promise<{ readonly files: readonly PoolFile[]; readonly hasOthers: boolean }> {
  const files: PoolFile[] = [];
  let hasOthers = false;
  const name = `${root}files.xml`;
  if (!archive.entries.some((entry) => entry.name === name)) return { files, hasOthers };
  await readRecords(archive, name, [{ path: 'files/file', fields: FIELDS }], (record) => {
    const file = poolFile(record, root);
    if (file === 'folder') return;
    if (file === null) hasOthers = true;
    else files.push(file);
    if (files.length > SOURCE_LIMITS.files) throw tooMany(name);
  });
  return { files, hasOthers };
}

const tooMany = (name: string): PreauError =>
  new PreauError(
    'mirror-source-unreadable',
    `${name}: expected at most ${SOURCE_LIMITS.files} files of lessons, got more; back the course up in parts`,
    { said: { key: 'course.files', values: { where: name, most: SOURCE_LIMITS.files } } },
  );

function poolFile({ fields }: XmlRecord, root: string): PoolFile | 'folder' | null {
  const field = (name: string): string => fields.get(name) ?? '';
  const filename = field('filename');
  if (filename === '.' || filename === '') return 'folder';
  const [component, area, sha1] = [field('component'), field('filearea'), field('contenthash')];
  const isIntro = area === 'intro' && /^mod_[a-z0-9_]{1,40}$/.test(component);
  if (!isIntro && !SHOWN_AREAS.has(`${component}/${area}`)) return null;
  if (!/^[0-9a-f]{40}$/.test(sha1)) return null;
  return {
    contextId: moodleId(field('contextid')),
    component,
    area,
    itemId: moodleId(field('itemid')),
    path: `${field('filepath')}${filename}`.replace(/^\/+/, '').normalize('NFC'),
    licence: field('license'),
    isMain: field('sortorder') === '1',
    sizeBytes: Number(moodleId(field('filesize'))),
    entry: `${root}files/${sha1.slice(0, 2)}/${sha1}`,
    sha1,
  };
}

/** Read a file by the name that is its own checksum. @returns null when it is not those bytes */
export async function readPoolFile(archive: Archive, file: PoolFile): Promise<Uint8Array | null> {
  const bytes = await archive.read(file.entry);
  if (bytes === null) return null;
  return createHash('sha1').update(bytes).digest('hex') === file.sha1 ? bytes : null;
}
