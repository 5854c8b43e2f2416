import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PreauError } from '../../core/errors.ts';
import { COMPILE_CACHE } from '../compile-cache.ts';
import { writeAtomically } from './atomic-file.ts';
import { askNames, isLiving, NAMES_VERSION, type NamesFile, readNamesFile } from './names-file.ts';
import type { NamesSpec } from './names-spec.ts';
import { specDigest } from './spec-digest.ts';

/** A name server in a process of its own. */
export interface NamesProcess {
  readonly pid: number;
  readonly dnsPort: number;
  readonly controlPort: number;
  readonly token: string;
  /** It was living already. */
  readonly reattached: boolean;
}

/** A young generation of 1 MiB: it answers from tables, and stays beside the rest for months. */
const SMALL = ['--max-semi-space-size=1'] as const;
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
/** Chosen: a start takes half a second, on a machine under load some. */
const START_MAX_MS = 15_000;
const STOP_MAX_MS = 3_000;
const POLL_MS = 20;

/**
 * Start the name server as a detached process that outlives this one, or find the living one.
 *
 * A living one that runs another spec is replaced, on the same ports where the spec leaves them
 * free to choose. Its priority is never lowered: it is what keeps lessons reachable.
 *
 * @returns once it answers
 * @throws PreauError `config-invalid`, `port-in-use`, or `store-unavailable` with its own last
 *   words when it does not come up
 */
export async function spawnNames(spec: NamesSpec): Promise<NamesProcess> {
  const { dataFolder } = spec;
  const digest = specDigest(spec);
  const before = await readNamesFile(dataFolder);
  if (before && (await isLiving(before))) {
    const same = before.spec === digest || before.spec === specDigest(withPorts(spec, before));
    if (before.version === NAMES_VERSION && same) return { ...reach(before), reattached: true };
    await stopNames(dataFolder);
  }
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const specFile = join(dataFolder, 'names-spec.json');
  const kept = before ? withPorts(spec, before) : spec;
  await writeAtomically(specFile, `${JSON.stringify(kept)}\n`);
  try {
    return { ...reach(await startProcess(dataFolder, specFile)), reattached: false };
  } catch (error) {
    if (kept === spec || !(error instanceof PreauError) || error.code !== 'port-in-use')
      throw error;
    // The former ports were only a wish.
    await writeAtomically(specFile, `${JSON.stringify(spec)}\n`);
    return { ...reach(await startProcess(dataFolder, specFile)), reattached: false };
  }
}

/**
 * Stop the name server of a data folder, if one lives.
 *
 * @returns whether there was one
 */
export async function stopNames(dataFolder: string): Promise<boolean> {
  const file = await readNamesFile(dataFolder);
  const living = file !== null && (await isLiving(file));
  if (living) {
    await askNames(file, 'POST', '/stop');
    const deadline = Date.now() + STOP_MAX_MS;
    while (isRunning(file.pid) && Date.now() < deadline) await delay(POLL_MS);
    if (isRunning(file.pid)) process.kill(file.pid, 'SIGKILL');
  }
  await rm(join(dataFolder, 'names.json'), { force: true });
  return living;
}

async function startProcess(dataFolder: string, specFile: string): Promise<NamesFile> {
  const logPath = join(dataFolder, 'names.log');
  const log = await open(logPath, 'w', 0o600);
  const child = spawn(process.execPath, [...SMALL, MAIN, specFile], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    cwd: dataFolder,
    env: { NODE_COMPILE_CACHE: COMPILE_CACHE, ...process.env },
  });
  child.once('error', () => {});
  child.unref();
  await log.close();
  const deadline = Date.now() + START_MAX_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const file = await readNamesFile(dataFolder);
    if (file && file.pid === child.pid && (await isLiving(file))) return file;
    await delay(POLL_MS);
  }
  child.kill('SIGKILL');
  throw didNotStart(logPath, await readFile(logPath, 'utf8'));
}

function didNotStart(logPath: string, words: string): PreauError {
  const code = words.includes("code: 'port-in-use'") ? 'port-in-use' : 'store-unavailable';
  const said =
    words
      .trim()
      .split('\n')
      .find((line) => line.includes('Error:')) ?? 'nothing';
  return new PreauError(
    code,
    `Expected the name server to answer, got: ${said.slice(0, 500)}. See ${logPath}.`,
    { retryable: code === 'port-in-use' },
  );
}

const reach = ({ pid, dnsPort, controlPort, token }: NamesFile) => ({
  pid,
  dnsPort,
  controlPort,
  token,
});

/** The spec with the ports that a former process had, where it leaves them open. */
const withPorts = (spec: NamesSpec, before: NamesFile): NamesSpec => ({
  ...spec,
  dnsPort: spec.dnsPort || before.dnsPort,
  controlPort: spec.controlPort || before.controlPort,
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
