import { SaxesParser } from 'saxes';
import { PreauError, type Said } from '../../../../core/errors.ts';
import type { Archive } from '../../archive/archive.ts';
import { XML_LIMITS } from '../xml-walk.ts';

/** Which elements of a backup's XML are records, and which of their children are kept. */
export interface RecordShape {
  /** From the root: `activity/page`. `*` stands for one name. */
  readonly path: string;
  /** Direct children with text alone. All others are passed over without being kept. */
  readonly fields: readonly string[];
}

export interface XmlRecord {
  readonly path: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Trimmed; Moodle's own sign for nothing, `$@NULL@$`, is ''. */
  readonly fields: ReadonlyMap<string, string>;
}

/** Letters of one field, and of one piece of text without markup. As long as a page may be. */
const MAX_FIELD = 2 * 1024 * 1024;

/** Read so many letters at once, so that what is hostile is left before it is read through. */
const CHUNK = 65_536;

/** What Moodle writes for a value that is not there. */
const NOTHING = '$@NULL@$';

/**
 * Read some fields of one XML file of a Moodle backup, piece by piece, whatever else it holds.
 *
 * An allow-list: a backup keeps attempts, posts and hand-ins of pupils in the same files as the
 * teacher's text, so what is not named is never kept. Reading ends as soon as `done` says so.
 *
 * @param onRecord gets each record when it ends, the inner ones first; true to stop there
 * @throws PreauError `mirror-source-unreadable` for what is no XML, declares entities, or is past
 *   its limits, and for a file that is not there
 */
export async function readRecords(
  archive: Archive,
  name: string,
  shapes: readonly RecordShape[],
  onRecord: (record: XmlRecord) => boolean | void,
): Promise<void> {
  const reader = recordReader(name, shapes, onRecord);
  const decoder = new TextDecoder('utf-8');
  let bytes = 0;
  for await (const piece of archive.pieces(name)) {
    bytes += piece.length;
    if (bytes > XML_LIMITS.bytes)
      throw unreadable(name, `over ${XML_LIMITS.bytes} bytes`, {
        key: 'got.moreBytes',
        values: { bytes: XML_LIMITS.bytes },
      });
    const text = decoder.decode(piece, { stream: true });
    for (let at = 0; at < text.length; at += CHUNK) {
      reader.write(text.slice(at, at + CHUNK));
      if (reader.isDone()) return;
    }
  }
  reader.end();
}

interface Growing {
  readonly path: string;
  readonly depth: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly wanted: ReadonlySet<string>;
  readonly fields: Map<string, string>;
}

function recordReader(
  name: string,
  shapes: readonly RecordShape[],
  onRecord: (record: XmlRecord) => boolean | void,
) {
  const parser = new SaxesParser();
  const path: string[] = [];
  const records: Growing[] = [];
  let field: string | null = null;
  let text = '';
  let sinceEvent = 0;
  let isDone = false;
  parser.on('error', (error) => {
    throw broken(name, error.message.slice(0, 200));
  });
  parser.on('doctype', () => {
    throw unreadable(name, 'a document type, which no backup has', { key: 'got.doctype' });
  });
  parser.on('opentag', ({ name: tag, attributes }) => {
    sinceEvent = 0;
    path.push(tag);
    if (path.length > XML_LIMITS.depth)
      throw unreadable(name, 'elements nested too deeply', { key: 'got.deep' });
    const record = records.at(-1);
    field = record?.depth === path.length - 1 && record.wanted.has(tag) ? tag : null;
    text = '';
    const shape = shapes.find((one) => fits(one.path, path));
    if (shape !== undefined) records.push(newRecord(shape, path.length, attributes));
  });
  const onText = (piece: string): void => {
    sinceEvent = 0;
    if (field !== null) text += piece;
    if (text.length > MAX_FIELD) throw tooLong(name, field ?? '');
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', () => {
    sinceEvent = 0;
    const record = records.at(-1);
    if (record?.depth === path.length) {
      records.pop();
      if (!isDone) isDone = onRecord(record) === true;
    } else if (field !== null) record?.fields.set(field, text === NOTHING ? '' : text.trim());
    field = null;
    path.pop();
  });
  return {
    write: (piece: string): void => {
      // A text is given when it ends; one that never does would be held for ever.
      sinceEvent += piece.length;
      if (sinceEvent > 2 * MAX_FIELD)
        throw unreadable(name, 'a text without end', { key: 'got.endless' });
      parser.write(piece);
    },
    end: (): void => void parser.close(),
    isDone: (): boolean => isDone,
  };
}

function fits(shape: string, path: readonly string[]): boolean {
  const names = shape.split('/');
  return (
    names.length === path.length && names.every((one, index) => one === '*' || one === path[index])
  );
}

const newRecord = (
  shape: RecordShape,
  depth: number,
  attributes: Readonly<Record<string, string>>,
): Growing => ({
  path: shape.path,
  depth,
  attributes: new Map(Object.entries(attributes)),
  wanted: new Set(shape.fields),
  fields: new Map(),
});

const broken = (name: string, why: string): PreauError =>
  unreadable(name, `broken XML (${why})`, { key: 'got.brokenXml', values: { why } });

const tooLong = (name: string, field: string): PreauError =>
  unreadable(name, `<${field}> over ${MAX_FIELD} letters`, {
    key: 'got.longField',
    values: { field, most: MAX_FIELD },
  });

const unreadable = (name: string, got: string, said: Said): PreauError =>
  new PreauError(
    'mirror-source-unreadable',
    `${name}: expected the XML of a Moodle backup, got ${got}; back the course up again`,
    { said: { key: 'course.backup', values: { where: name, got: said } } },
  );
