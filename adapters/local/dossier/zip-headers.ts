/** One file in the archive. */
export interface PackedFile {
  readonly name: string;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
}

/** 1980-01-01 00:00, the first instant that ZIP can write: the manifest tells the real one. */
const DOS_TIME = 0;
const DOS_DATE = 0x21;
const VERSION_NEEDED = 20;
const DEFLATE = 8;

export const LOCAL_SIGNATURE = 0x04034b50;
export const LOCAL_HEADER_BYTES = 30;
const CENTRAL_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;

/**
 * What stands before a packed file. Every field but those of the file is fixed, so that a reader can
 * write it again and compare.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT section 4.3.7
 */
export function localHeader(file: PackedFile): Buffer {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  header.writeUInt32LE(LOCAL_SIGNATURE, 0);
  shared(header, file, 4);
  return Buffer.concat([header, Buffer.from(file.name, 'latin1')]);
}

/** A line of the table of contents. @see the same, 4.3.12 */
function centralHeader(file: PackedFile, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL_SIGNATURE, 0);
  header.writeUInt16LE(VERSION_NEEDED, 4);
  shared(header, file, 6);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, Buffer.from(file.name, 'latin1')]);
}

/** The 26 bytes that both headers have alike. */
function shared(
  header: Buffer,
  { name, crc32, packedBytes, sizeBytes }: PackedFile,
  at: number,
): void {
  header.writeUInt16LE(VERSION_NEEDED, at);
  header.writeUInt16LE(DEFLATE, at + 4);
  header.writeUInt16LE(DOS_TIME, at + 6);
  header.writeUInt16LE(DOS_DATE, at + 8);
  header.writeUInt32LE(crc32, at + 10);
  header.writeUInt32LE(packedBytes, at + 14);
  header.writeUInt32LE(sizeBytes, at + 18);
  header.writeUInt16LE(name.length, at + 22);
}

/** What the archive ends with, but for its comment. @see the same, 4.3.16 */
function endRecord(
  count: number,
  table: { readonly offset: number; readonly sizeBytes: number },
  commentBytes: number,
): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_SIGNATURE, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(table.sizeBytes, 12);
  end.writeUInt32LE(table.offset, 16);
  end.writeUInt16LE(commentBytes, 20);
  return end;
}

/** Table and end of an archive whose files stand at these offsets, without the comment itself. */
export function archiveTail(
  files: readonly (PackedFile & { readonly offset: number })[],
  commentBytes: number,
): Buffer {
  const table = Buffer.concat(files.map((file) => centralHeader(file, file.offset)));
  const last = files.at(-1);
  const offset =
    last === undefined ? 0 : last.offset + LOCAL_HEADER_BYTES + last.name.length + last.packedBytes;
  const place = { offset, sizeBytes: table.length };
  return Buffer.concat([table, endRecord(files.length, place, commentBytes)]);
}
