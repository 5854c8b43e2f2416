import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { type FolderFitness, verifyFolder } from '../adapters/local/mirror/fit/verify-folder.ts';
import { type SiteFitness, verifySite } from '../adapters/local/mirror/fit/verify-site.ts';
import { parseDuration } from '../config/duration.ts';
import { PreauError } from '../core/errors.ts';
import { type DurationMs, type EpochMs, epochMs } from '../core/units.ts';
import { commonHeaders, fileHeaders } from '../home/mirror-server/headers.ts';
import type { CliIo } from './frame-io.ts';
import { tellFitness } from './mirror-tell-fitness.ts';
import { createOutput } from './output.ts';

export interface MirrorVerifyOptions {
  /** A mirror's folder, or one release's; or `https://address` where one is served. */
  readonly folder: string;
  /** The platform's name, asked for at the address. @default the address's own name */
  readonly as?: string | undefined;
  /** The builder's key file, public or private; its signature is asked for then. */
  readonly key?: string | undefined;
  /** Open a sample of pages in a browser. */
  readonly browser?: boolean | undefined;
  /** As in the configuration: `14d`, `36h`. An older build is unfit. */
  readonly maxAge?: string | undefined;
  /** Ask for everything that is served, instead of a sample. */
  readonly all?: boolean | undefined;
  /** A PEM file of trusted authorities. */
  readonly ca?: string | undefined;
  readonly json?: boolean | undefined;
  readonly now: number;
}

/**
 * `preau mirror verify`: judge a mirror, in a folder or where it is served.
 *
 * @returns the exit code: 0 when it is fit, else 1
 * @throws PreauError `mirror-unverified` when there is no manifest, `file-unreadable` for a key or an
 *   authority, `argument-invalid` for an option that does not go with the place
 */
export async function mirrorVerify(options: MirrorVerifyOptions, io: CliIo): Promise<number> {
  const keyPem = await readKeyFile(options.key);
  const asked = {
    keyPem,
    maxAgeMs: readMaxAge(options.maxAge),
    browser: options.browser,
    chromium: io.env['CHROMIUM'],
    now: epochMs(options.now),
  };
  const fitness = /^https?:\/\//i.test(options.folder)
    ? await ofSite(options, asked)
    : await ofFolder(options, asked);
  if (options.json === true) createOutput(io).json(asJson(fitness));
  else tellFitness(fitness, io, asked.now);
  return fitness.faults.length === 0 ? 0 : 1;
}

interface Asked {
  readonly keyPem: string | undefined;
  readonly maxAgeMs: DurationMs | undefined;
  readonly browser: boolean | undefined;
  readonly chromium: string | undefined;
  readonly now: EpochMs;
}

async function ofFolder(
  { folder, as: name, all, ca }: MirrorVerifyOptions,
  asked: Asked,
): Promise<FolderFitness> {
  const misplaced = Object.entries({ as: name, all, ca }).find(([, given]) => given !== undefined);
  if (misplaced !== undefined)
    throw new PreauError(
      'argument-invalid',
      `--${misplaced[0]}: expected with an address https://…, got the folder ${folder}; name where the mirror is served, or leave the option out`,
      { said: { key: 'option.misplaced', values: { option: misplaced[0], folder } } },
    );
  return verifyFolder({
    ...asked,
    folder,
    headersOf: (file) => ({ ...commonHeaders(null, false), ...fileHeaders(file) }),
  });
}

async function ofSite(options: MirrorVerifyOptions, asked: Asked): Promise<SiteFitness & Served> {
  const url = URL.canParse(options.folder) ? new URL(options.folder) : null;
  const isPlain = url !== null && url.pathname === '/' && url.search === '' && url.username === '';
  if (url?.protocol !== 'https:' || !isPlain)
    throw new PreauError(
      'argument-invalid',
      `expected https://name-or-address with a port if need be, got ${options.folder}; a mirror is asked for over HTTPS, at its root`,
      { said: { key: 'option.site', values: { got: options.folder } } },
    );
  const address = url.hostname.replace(/^\[|\]$/g, '');
  const hostname = (options.as ?? address).toLowerCase();
  if (!/^[a-z0-9.:-]{1,253}$/.test(hostname))
    throw new PreauError(
      'argument-invalid',
      `--as: expected a host name, got ${hostname}; name the platform as people type it, without https://`,
      { said: { key: 'option.as', values: { got: hostname } } },
    );
  const ca = await readPemFile('--ca', options.ca);
  const fitness = await verifySite({
    ...asked,
    address,
    port: url.port === '' ? 443 : Number(url.port),
    hostname,
    ca,
    ownName: isIP(address) === 0 ? address : null,
    all: options.all,
  });
  return { ...fitness, name: hostname };
}

interface Served {
  readonly name: string;
}

/** @throws PreauError `argument-invalid` */
function readMaxAge(text: string | undefined): DurationMs | undefined {
  if (text === undefined) return undefined;
  const length = parseDuration(text);
  if (!Number.isNaN(length)) return length;
  throw new PreauError(
    'argument-invalid',
    `--max-age: expected a length of time as in preau.yaml, got ${text}; write 14d or 36h`,
    { said: { key: 'option.maxAge', values: { got: text } } },
  );
}

/** @throws PreauError `file-unreadable` */
export const readKeyFile = (path: string | undefined): Promise<string | undefined> =>
  readPemFile('--key', path);

async function readPemFile(option: string, path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new PreauError(
      'file-unreadable',
      `${option}: expected a file in PEM at ${path}, got none that can be read; name the builder's key or its public half for --key, a list of authorities for --ca`,
      { cause: error, said: { key: 'mirror.pem', values: { option, path } } },
    );
  }
}

function asJson({
  manifest,
  browser,
  ...fitness
}: FolderFitness | (SiteFitness & Served)): unknown {
  const { buildId, builtAt, platform } = manifest;
  const fit = fitness.faults.length === 0;
  return {
    fit,
    intact: fit,
    platform,
    buildId,
    builtAt,
    ...fitness,
    browser: browser.kind,
    ...(browser.kind === 'done' && { opened: browser.pages, requests: browser.requests }),
  };
}
