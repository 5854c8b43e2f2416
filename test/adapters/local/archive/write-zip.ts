import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a ZIP written by hand, with whatever lie the test wants in it. */
export interface ZipPart {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  readonly flags?: number;
  readonly method?: number;
  readonly statedBytes?: number;
  readonly crc?: number;
  /** Unix mode, upper half of the external attributes. */
  readonly mode?: number;
  readonly extra?: Buffer;
  /** Share the bytes of the entry of this number instead of bringing own ones. */
  readonly at?: number;
}

/** A ZIP of these entries: no check, no help, so that everything that is wrong can be said. */
export function writeZip(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const part of parts) {
    const local = localEntry(part);
    const at = part.at === undefined ? offset : (offsets[part.at] ?? 0);
    offsets.push(at);
    directory.push(directoryEntry(part, at));
    if (part.at !== undefined) continue;
    bodies.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  return Buffer.concat([...bodies, listing, endRecord(parts.length, listing.length, offset)]);
}

const nameOf = ({ name }: ZipPart): Buffer => (typeof name === 'string' ? Buffer.from(name) : name);
const contentOf = ({ content = '' }: ZipPart): Buffer => Buffer.from(content);
const packedOf = (part: ZipPart): Buffer =>
  part.method === 8 ? deflateRawSync(contentOf(part)) : contentOf(part);

/** From the version needed to the length of the extra fields, which both headers have. */
function common(part: ZipPart): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(part.flags ?? 0, 2);
  head.writeUInt16LE(part.method ?? 0, 4);
  head.writeUInt32LE(part.crc ?? crc32(contentOf(part)), 10);
  head.writeUInt32LE(packedOf(part).length, 14);
  head.writeUInt32LE(part.statedBytes ?? contentOf(part).length, 18);
  head.writeUInt16LE(nameOf(part).length, 22);
  head.writeUInt16LE(part.extra?.length ?? 0, 24);
  return head;
}

function localEntry(part: ZipPart): Buffer {
  const rest = [nameOf(part), part.extra ?? Buffer.alloc(0), packedOf(part)];
  return Buffer.concat([Buffer.from('PK\u0003\u0004'), common(part), ...rest]);
}

function directoryEntry(part: ZipPart, at: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(((part.mode ?? 0) << 16) >>> 0, 6);
  tail.writeUInt32LE(at, 10);
  const madeBy = Buffer.from([20, 3]);
  const rest = [nameOf(part), part.extra ?? Buffer.alloc(0)];
  return Buffer.concat([Buffer.from('PK\u0001\u0002'), madeBy, common(part), tail, ...rest]);
}

function endRecord(count: number, bytes: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(at, 16);
  return end;
}
