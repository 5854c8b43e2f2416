import { createHash, type Hash, hash } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Sha256, sha256 } from '../../../core/units.ts';

/**
 * What an answer carried: small ones in memory, large ones in a file that was written meanwhile.
 * The memory is lent: it is used again once the body is given back.
 */
export type Body =
  | {
      readonly kind: 'memory';
      readonly bytes: Uint8Array;
      readonly sha: Sha256;
      readonly size: number;
    }
  | { readonly kind: 'file'; readonly path: string; readonly sha: Sha256; readonly size: number };

export type BodyRefusal = 'too-big' | 'bad-encoding';

/** Takes a body as it comes. */
export interface BodySink {
  /** @returns false once it is too big: the rest need not come */
  add(chunk: Uint8Array): boolean;
  end(): Body | BodyRefusal;
  /** It broke off. */
  discard(): void;
}

export interface BodySinkOptions {
  /** The header `Content-Encoding`. */
  readonly encoding: string;
  /** Decompressed bytes. */
  readonly maxBytes: number;
  /** Decompressed bytes of what is compressed: text, which is read whole anyway. */
  readonly maxTextBytes: number;
  /** Read whole anyway: never goes to a file. */
  readonly isText: boolean;
  /** Where a large one is written; whoever is given it moves or removes it. */
  readonly spillPath: string;
}

/** From here on a body goes to the disk: sixteen at once must not fill the memory. Chosen. */
const IN_MEMORY = 512 * 1024;

/**
 * Lends the memory for bodies. Thousands of answers pass through the same few buffers, so that the
 * memory of a crawl does not grow with what it fetches.
 */
export interface BodySlots {
  sink(options: BodySinkOptions): BodySink;
  /** The body has been used; its bytes may be overwritten. */
  giveBack(body: Body): void;
}

export function bodySlots(): BodySlots {
  const free: Buffer[] = [];
  const own = new WeakSet<ArrayBufferLike>();
  const lend = (): Buffer => free.pop() ?? allocate(64 * 1024);
  const allocate = (size: number): Buffer => {
    const slot = Buffer.allocUnsafeSlow(size);
    own.add(slot.buffer);
    return slot;
  };
  const giveBack = (bytes: Uint8Array): void => {
    // What is not ours may be a part of a buffer that others hold.
    if (own.has(bytes.buffer) && bytes.buffer.byteLength <= IN_MEMORY) {
      free.push(Buffer.from(bytes.buffer));
    }
  };
  return {
    sink: (options) =>
      bodySink({ options, allocate, slot: lend(), size: 0, spill: null }, giveBack),
    giveBack: (body) => {
      if (body.kind === 'memory') giveBack(body.bytes);
    },
  };
}

interface Filling {
  readonly options: BodySinkOptions;
  readonly allocate: (size: number) => Buffer;
  slot: Buffer;
  size: number;
  spill: { readonly file: number; readonly digest: Hash } | null;
}

function bodySink(filling: Filling, giveBack: (slot: Buffer) => void): BodySink {
  const { options } = filling;
  const drop = (): void => {
    if (filling.spill !== null) {
      closeSync(filling.spill.file);
      rmSync(options.spillPath, { force: true });
      filling.spill = null;
    }
    giveBack(filling.slot);
  };
  return {
    add: (chunk) => {
      filling.size += chunk.length;
      if (filling.size > options.maxBytes) return false;
      if (filling.spill !== null) write(filling.spill, chunk);
      else if (options.isText || filling.size <= IN_MEMORY) hold(filling, chunk);
      else startSpill(filling, chunk);
      return true;
    },
    end: () => {
      const body = filling.size > options.maxBytes ? 'too-big' : ended(filling);
      const isLent =
        typeof body !== 'string' &&
        body.kind === 'memory' &&
        body.bytes.buffer === filling.slot.buffer;
      if (!isLent) drop();
      return body;
    },
    discard: drop,
  };
}

/** Into the slot, behind what is there. */
function hold(filling: Filling, chunk: Uint8Array): void {
  const at = filling.size - chunk.length;
  if (filling.size > filling.slot.length) {
    const larger = filling.allocate(Math.max(filling.size, filling.slot.length * 2));
    filling.slot.copy(larger, 0, 0, at);
    filling.slot = larger;
  }
  filling.slot.set(chunk, at);
}

function startSpill(filling: Filling, chunk: Uint8Array): void {
  const spill = { file: openSync(filling.options.spillPath, 'w'), digest: createHash('sha256') };
  filling.spill = spill;
  write(spill, filling.slot.subarray(0, filling.size - chunk.length));
  write(spill, chunk);
}

/** Into the system's own cache: nobody waits for the disk. */
function write(
  { file, digest }: { readonly file: number; readonly digest: Hash },
  part: Uint8Array,
): void {
  digest.update(part);
  for (let at = 0; at < part.length; ) at += writeSync(file, part, at);
}

function ended(filling: Filling): Body | BodyRefusal {
  const { options, slot, size, spill } = filling;
  const encoding = options.encoding.trim().toLowerCase();
  if (spill !== null) {
    if (encoding !== '' && encoding !== 'identity') return 'bad-encoding';
    closeSync(spill.file);
    filling.spill = null;
    const path = options.spillPath;
    return { kind: 'file', path, sha: sha256(spill.digest.digest('hex')), size };
  }
  const bytes = plain(slot.subarray(0, size), encoding, options);
  if (typeof bytes === 'string') return bytes;
  return { kind: 'memory', bytes, sha: sha256(hash('sha256', bytes)), size: bytes.length };
}

/** A bomb is left where it passes its limit: zlib writes no further. */
function plain(
  bytes: Buffer,
  encoding: string,
  { maxBytes, maxTextBytes }: BodySinkOptions,
): Uint8Array | BodyRefusal {
  const limit = { maxOutputLength: Math.min(maxBytes, maxTextBytes) };
  try {
    switch (encoding) {
      case '':
      case 'identity':
        return bytes;
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(bytes, limit);
      case 'br':
        return brotliDecompressSync(bytes, limit);
      default:
        return 'bad-encoding';
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too-big' : 'bad-encoding';
  }
}
