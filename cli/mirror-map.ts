import { rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readManifest } from '../adapters/local/mirror/manifest-file.ts';
import { currentBuild, releaseFolder } from '../adapters/local/mirror/pointer.ts';
import { mirrorWords } from '../adapters/local/mirror/words.ts';
import { PreauError } from '../core/errors.ts';
import { type MapServer, MAP_SERVERS, writeMap } from '../home/mirror-map/write-map.ts';
import { unavailableBodies } from '../home/mirror-server/unavailable.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';

export interface MirrorMapOptions {
  /** A mirror's folder, whose current release is meant, or one release's own. */
  readonly folder: string;
  /** nginx or caddy. */
  readonly for: string;
  /** The platform's name. */
  readonly name: string;
  readonly ownName?: string | undefined;
  /** The release's folder on the machine that serves it. @default where it is on this one */
  readonly root?: string | undefined;
  /** A port, or an address and a port. @default 443 with a certificate, else 80 */
  readonly listen?: string | undefined;
  readonly certificate?: string | undefined;
  readonly certificateKey?: string | undefined;
  /** False for the second mirror of one nginx. @default true */
  readonly mapHash?: boolean | undefined;
  /** @default standard output */
  readonly out?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Addresses told one by one to people; a program gets them all. */
const TOLD_MAX = 20;

/**
 * `preau mirror map`: write the settings with which nginx or Caddy answers a release's every original address.
 *
 * @returns the exit code: 0
 * @throws PreauError `argument-invalid`, `mirror-unverified` without a manifest, `store-unavailable`
 */
export async function mirrorMap(options: MirrorMapOptions, io: CliIo): Promise<number> {
  const server = serverOf(options.for);
  const tls = tlsOf(options);
  const id = await currentBuild(options.folder);
  const release = resolve(id === null ? options.folder : releaseFolder(options.folder, id));
  const manifest = await readManifest(release);
  const facts = {
    manifest,
    root: options.root ?? release,
    hostname: options.name,
    ownName: options.ownName,
    listen: options.listen ?? (tls === undefined ? '80' : '443'),
    tls,
    bodies: unavailableBodies(mirrorWords(io.language)),
  };
  const { text, leftOut } = writeMap(server, facts, options.mapHash !== false);
  if (options.out !== undefined) await writeWhole(options.out, text);
  const { platform, buildId } = manifest;
  const addresses = manifest.files.length + Object.keys(manifest.aliases).length;
  if (options.json === true) {
    const where = options.out === undefined ? { text } : { out: options.out };
    createOutput(io).json({ platform, buildId, for: server, addresses, leftOut, ...where });
    return 0;
  }
  if (options.out === undefined) io.stdout.write(text);
  tell({ buildId, addresses, leftOut, out: options.out, server }, io);
  return 0;
}

function serverOf(name: string): MapServer {
  const server = MAP_SERVERS.find((one) => one === name);
  if (server !== undefined) return server;
  throw new PreauError(
    'argument-invalid',
    `--for: expected ${MAP_SERVERS.join(' or ')}, got ${JSON.stringify(name.slice(0, 80))}; name one of them`,
    {
      said: {
        key: 'option.mapServer',
        values: { known: MAP_SERVERS.join(', '), got: JSON.stringify(name.slice(0, 80)) },
      },
    },
  );
}

function tlsOf({ certificate, certificateKey: key }: MirrorMapOptions) {
  if (certificate === undefined && key === undefined) return undefined;
  if (certificate !== undefined && key !== undefined) return { certificate, key };
  throw new PreauError(
    'argument-invalid',
    'expected --certificate and --certificate-key together, got one of them; give both, or neither for a server behind one that has them',
    { said: { key: 'option.certificatePair' } },
  );
}

/** In one step: the web server may read it at any instant. */
async function writeWhole(out: string, text: string): Promise<void> {
  try {
    await writeFile(`${out}.new`, text);
    await rename(`${out}.new`, out);
  } catch (cause) {
    throw new PreauError(
      'store-unavailable',
      `--out: could not write ${out}: ${String(cause)}; name a file in a folder that can be written to`,
      { cause, said: { key: 'option.mapOut', values: { out, why: String(cause) } } },
    );
  }
}

interface Told {
  readonly buildId: string;
  readonly addresses: number;
  readonly leftOut: readonly string[];
  readonly out: string | undefined;
  readonly server: MapServer;
}

/** Beside the settings, which may be on standard output. */
function tell({ buildId, addresses, leftOut, out, server }: Told, io: CliIo): void {
  const output = createOutput(io);
  const say = (key: string, values: Record<string, string | number> = {}): string =>
    io.words(`mirror.map.${key}`, values);
  if (out !== undefined) output.note(say('written', { buildId, addresses, out, server }));
  if (leftOut.length === 0) return;
  output.note(say('leftOut', { count: leftOut.length, server }));
  for (const address of leftOut.slice(0, TOLD_MAX)) output.note(`  ${address}`);
  if (leftOut.length > TOLD_MAX)
    output.note(`  ${io.words('mirror.build.more', { count: leftOut.length - TOLD_MAX })}`);
}
