import { existsSync, statSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { othersMayRead } from '../adapters/local/others-may-read.ts';
import { addressNetwork } from '../config/address-network.ts';
import type { Config } from '../config/schema.ts';
import { PreauError } from '../core/errors.ts';
import { defaultDataFolder } from '../home/deploy/default-data-folder.ts';
import { refusePorts } from '../home/deploy/refuse-ports.ts';
import { type MachineFinding, machineFinding } from './doctor-machine-finding.ts';

/** What the machine gives: a test gives its own. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Bytes that are free where a folder is or will be. */
  readonly freeBytes: (folder: string) => Promise<number>;
  /** Whether the system says that its clock is kept by a time server; null where it does not tell. */
  readonly clockKept: () => boolean | null;
  readonly ports: (config: Config) => Promise<void>;
}

export const thisMachine: Machine = {
  env: process.env,
  freeBytes: async (folder) => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
  clockKept: () => {
    // systemd-timesyncd touches this file each time that it sets the clock.
    if (!existsSync('/run/systemd/timesync')) return null;
    return existsSync('/run/systemd/timesync/synchronized');
  },
  ports: (config) => refusePorts(config, false),
};

/** Journal, directory and mirrors of a large region take less than the first; both chosen. */
const FREE_LOW_BYTES = 5_000_000_000;
const FREE_LEAST_BYTES = 500_000_000;
/** RFC 5737 and RFC 9637: addresses of documents, where no platform is. */
const DOCUMENTS = new Set(['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24']);

/**
 * Look whether this machine can run `preau start` with a configuration. Nothing is written, nobody is
 * contacted; ports are opened for an instant.
 */
export async function checkMachine(
  config: Config,
  file: string,
  machine: Machine = thisMachine,
): Promise<readonly MachineFinding[]> {
  const data = defaultDataFolder(file, config.organisation.name);
  return [
    ...checkPlaceholders(config),
    checkClock(machine),
    await checkDisk(data, machine),
    ...checkDataFolder(data),
    await checkPorts(config, machine),
    ...checkSmtp(config, machine),
    ...(await checkFiles(config, file)),
  ];
}

function checkPlaceholders({ platforms }: Config): readonly MachineFinding[] {
  const found = platforms.flatMap(({ hostname, origin, mirror }) =>
    [...origin.addresses, ...(mirror?.addresses ?? [])]
      .filter(isOfDocuments)
      .map((address) => machineFinding('platforms', 'address-of-documents', { hostname, address })),
  );
  return found.length > 0
    ? found
    : [machineFinding('platforms', 'addresses-real', { count: platforms.length })];
}

const isOfDocuments = (address: string): boolean =>
  DOCUMENTS.has(addressNetwork(address) ?? '') || /^(?:2001:0?db8:|3fff:)/i.test(address);

function checkClock({ clockKept }: Machine): MachineFinding {
  const kept = clockKept();
  if (kept === null) return machineFinding('clock', 'clock-untold');
  return machineFinding('clock', kept ? 'clock-kept' : 'clock-alone');
}

async function checkDisk(data: string, { freeBytes }: Machine): Promise<MachineFinding> {
  const folder = standing(data);
  const free = await freeBytes(folder);
  const values = { folder, free: Math.floor(free / 1_000_000), least: FREE_LOW_BYTES / 1_000_000 };
  if (free < FREE_LEAST_BYTES) return machineFinding('disk', 'disk-full', values);
  return machineFinding('disk', free < FREE_LOW_BYTES ? 'disk-low' : 'disk-fits', values);
}

/** The folder itself, or the nearest above it that is there. */
const standing = (folder: string): string =>
  existsSync(folder) || dirname(folder) === folder ? folder : standing(dirname(folder));

function checkDataFolder(folder: string): readonly MachineFinding[] {
  if (!existsSync(folder)) return [machineFinding('data', 'data-to-come', { folder })];
  const isOpen = process.platform !== 'win32' && (statSync(folder).mode & 0o022) !== 0;
  return [machineFinding('data', isOpen ? 'data-open' : 'data-closed', { folder })];
}

async function checkPorts(config: Config, { ports }: Machine): Promise<MachineFinding> {
  // As text: a port is no amount, and takes no space after its thousands.
  const values = { names: `${config.names.port}`, console: `${config.console.port}` };
  try {
    await ports(config);
    return machineFinding('ports', 'ports-free', values);
  } catch (error) {
    if (!(error instanceof PreauError)) throw error;
    if (error.code === 'port-in-use') return machineFinding('ports', 'ports-taken', values);
    const isRight = error.code === 'port-forbidden';
    return machineFinding('ports', isRight ? 'ports-forbidden' : 'address-elsewhere', {
      ...values,
      address: `${config.names.listen}, ${config.console.listen}`,
    });
  }
}

function checkSmtp({ notices: { smtp } }: Config, { env }: Machine): readonly MachineFinding[] {
  if (smtp === undefined) return [];
  const { host, port, user, passwordVariable: variable } = smtp;
  if (variable !== undefined && !env[variable])
    return [machineFinding('mail', 'password-unset', { variable, host })];
  if (user !== undefined && variable === undefined)
    return [machineFinding('mail', 'password-nowhere', { user, host })];
  if (user === undefined && smtp.security !== 'none')
    return [machineFinding('mail', 'mail-nameless', { host })];
  return [machineFinding('mail', 'mail-whole', { host, port: `${port}` })];
}

async function checkFiles(config: Config, file: string): Promise<readonly MachineFinding[]> {
  const at = (path: string) => resolve(dirname(file), path);
  const { schools, notices, vantages } = config;
  const read = [...schools.directories, ...schools.contacts, ...schools.attachments];
  const secret = [
    notices.smtp?.dkim?.keyFile,
    notices.sms?.receipts?.secretFile,
    ...vantages.map(({ agent }) => agent?.keyFile),
  ].filter((path) => path !== undefined);
  const found = await Promise.all([
    ...read.map((path) => checkFile(path, at(path), false)),
    ...secret.map((path) => checkFile(path, at(path), true)),
  ]);
  const wrong = found.filter((one) => one !== null);
  return wrong.length > 0
    ? wrong
    : [machineFinding('files', 'files-there', { count: found.length })];
}

/** @returns null for a file as it must be */
async function checkFile(
  file: string,
  path: string,
  isSecret: boolean,
): Promise<MachineFinding | null> {
  const about = await stat(path).catch(() => null);
  if (about === null || !about.isFile()) return machineFinding('files', 'file-missing', { file });
  const isOpen = isSecret && othersMayRead(about.mode);
  return isOpen ? machineFinding('files', 'secret-open', { file }) : null;
}
