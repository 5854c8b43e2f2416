import {
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SealedPlace {
  /** Made when absent; everything in it is this memory's. */
  readonly folder: string;
  /** Known to who signs the mirror, and to nobody else. */
  readonly secret: Uint8Array;
  /** Of all that has a say in what is kept, besides its key. */
  readonly edition: string;
}

/** What earlier builds came to, each thing in a file of a folder. */
export interface SealedFolder {
  /** @returns null for what is not there, was cut short, changed, moved, or written by another */
  get(key: string): Buffer | null;
  put(key: string, bytes: Uint8Array): void;
  /** Drop what this build did not ask for: a folder holds the things of one build. */
  prune(): void;
}

/** SHA-256, in bytes. */
const SEAL = 32;

/**
 * Open such a folder. What it holds goes into signed mirrors unread, so that nobody may write in it who
 * could not sign.
 *
 * A folder that cannot be written costs time and nothing else.
 */
export function sealedFolder({ folder, secret, edition }: SealedPlace): SealedFolder {
  quietly(() => mkdirSync(folder, { recursive: true }));
  const seal = createSecretKey(secret);
  const asked = new Set<string>();
  const nameOf = (key: string): string =>
    createHash('sha256').update(`${edition}\n`).update(key).digest('hex');
  return {
    get: (key) => {
      const name = nameOf(key);
      asked.add(name);
      return quietly(() => opened(readFileSync(join(folder, name)), name, seal));
    },
    // At its place at once: a half file, of a killed build, has no seal that fits.
    put: (key, bytes) => {
      const name = nameOf(key);
      const sealed = Buffer.concat([sealOf(bytes, name, seal), bytes]);
      quietly(() => writeFileSync(join(folder, name), sealed));
    },
    prune: () => {
      for (const name of quietly(() => readdirSync(folder)) ?? [])
        if (!asked.has(name)) quietly(() => unlinkSync(join(folder, name)));
    },
  };
}

function opened(file: Buffer, name: string, secret: KeyObject): Buffer | null {
  const bytes = file.subarray(SEAL);
  const seal = file.subarray(0, SEAL);
  return seal.length === SEAL && timingSafeEqual(seal, sealOf(bytes, name, secret)) ? bytes : null;
}

const sealOf = (bytes: Uint8Array, name: string, secret: KeyObject): Buffer =>
  createHmac('sha256', secret).update(`${name}\n`).update(bytes).digest();

/** What fails is made again, and tried again, by the next build. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
