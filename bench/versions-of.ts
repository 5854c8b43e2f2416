import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** How each peer says its version: a program's arguments, or the package that npm installed. */
const PEERS = {
  gdnsd: ['gdnsd', '-V'],
  goaccess: ['goaccess', '--version'],
  httrack: ['httrack', '--version'],
  knot: ['knotd', '--version'],
  mawk: ['mawk', '-W', 'version'],
  nginx: ['nginx', '-v'],
  nodemailer: null,
  pdns: ['pdns_server', '--version'],
  wget: ['wget', '--version'],
  wrk: ['wrk', '-v'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]] | null>>;

export type PeerName = keyof typeof PEERS;

/** A program that does not say its version within so long is left out. Chosen. */
const ASK_MS = 5_000;
const run = promisify(execFile);

/** @returns the versions of those that are here; a peer that is not, or does not say, is left out */
export async function versionsOf(
  names: readonly PeerName[],
): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all(
    names.map(async (name) => [name, await versionOf(name)] as const),
  );
  return Object.fromEntries(found.filter((one): one is [PeerName, string] => one[1] !== null));
}

async function versionOf(name: PeerName): Promise<string | null> {
  const asked = PEERS[name];
  if (asked === null) return packageVersion(name);
  const [program, ...args] = asked;
  return versionIn(await said(program, args));
}

/** The first version in what a program said: `nginx version: nginx/1.22.1` has `1.22.1`. */
export const versionIn = (text: string): string | null =>
  /\d+\.\d+(?:[.-]\d+)*/.exec(text)?.[0] ?? null;

async function packageVersion(name: string): Promise<string | null> {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  const text = await readFile(file, 'utf8').catch(() => '');
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? null;
}

/** Some say it on standard error, and some end with 1 after it. */
async function said(program: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout, stderr } = await run(program, [...args], { timeout: ASK_MS });
    return stdout + stderr;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return stdout + stderr;
  }
}
