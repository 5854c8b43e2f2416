import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An archive that is slow, or asleep, is none. Chosen. */
const MAX_MS = 120_000;

/** Where Debian puts programs; root's own folder is not on everybody's path. */
const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/bin'];

/** What was tried once is not tried again. */
const tried = new Map<string, Promise<boolean>>();

/**
 * Have a program, from Debian's archive where it is not there and this is root.
 *
 * @returns false, having said so in one line, when it cannot be had
 */
export function apt(
  program: string,
  aptPackage: string,
  say: (progress: string) => void,
): Promise<boolean> {
  const known = tried.get(program) ?? have(program, aptPackage, say);
  tried.set(program, known);
  return known;
}

async function have(
  program: string,
  aptPackage: string,
  say: (progress: string) => void,
): Promise<boolean> {
  if (await isThere(program)) return true;
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    say(`installing ${aptPackage}`);
    const args = ['install', '-y', '--no-install-recommends', aptPackage];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', args, { timeout: MAX_MS, env }).catch(() => undefined);
    if (await isThere(program)) return true;
  }
  say(`${program} is not here: apt-get install ${aptPackage}; what needs it is left out`);
  return false;
}

async function isThere(program: string): Promise<boolean> {
  for (const folder of FOLDERS) {
    const found = await access(`${folder}/${program}`).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}
