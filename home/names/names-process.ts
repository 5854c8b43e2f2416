import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PreauError, type Said, saidOf } from '../../core/errors.ts';
import { COMPILE_CACHE } from '../compile-cache.ts';
import { writeAtomically } from './atomic-file.ts';
import { askNames, isLiving, NAMES_VERSION, type NamesFile, readNamesFile } from './names-file.ts';
import { type NamesSpec, readNamesSpec } from './names-spec.ts';
import { namesStore } from './names-store.ts';
import { readRefusal } from './refusal-line.ts';
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
 * free to choose. When the new one does not come up, the one before is started again: what answered goes
 * on answering. Its priority is never lowered: it is what keeps lessons reachable.
 *
 * @returns once it answers
 * @throws PreauError `config-invalid`, `port-in-use`, or `store-unavailable` with its own last
 *   words when it does not come up; `data-folder-newer`, and a living one is then left alone
 */
export async function spawnNames(spec: NamesSpec): Promise<NamesProcess> {
  const { dataFolder } = spec;
  const digest = specDigest(spec);
  const before = await readNamesFile(dataFolder);
  const living = before !== null && (await isLiving(before));
  if (living) {
    const same = before.spec === digest || before.spec === specDigest(withPorts(spec, before));
    if (before.version === NAMES_VERSION && same) return { ...reach(before), reattached: true };
  }
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const specFile = join(dataFolder, 'names-spec.json');
  const former = living ? await readSpec(specFile) : null;
  if (living) {
    // What this version cannot read it could not start on, nor start the living one on again.
    await namesStore(dataFolder).load();
    await stopNames(dataFolder);
  }
  // The former ports are only a wish.
  const wishes = before ? [withPorts(spec, before), spec] : [spec];
  try {
    return { ...reach(await startFirst(dataFolder, specFile, wishes)), reattached: false };
  } catch (error) {
    if (former === null || before === null || !(error instanceof PreauError)) throw error;
    throw await withFormer(error, startFirst(dataFolder, specFile, [withPorts(former, before)]));
  }
}

/** Start the first of these specs that finds its ports. */
async function startFirst(
  dataFolder: string,
  specFile: string,
  [spec, ...others]: readonly NamesSpec[],
): Promise<NamesFile> {
  await writeAtomically(specFile, `${JSON.stringify(spec)}\n`);
  try {
    return await startProcess(dataFolder, specFile);
  } catch (error) {
    const isPort = error instanceof PreauError && error.code === 'port-in-use';
    if (!isPort || others.length === 0) throw error;
    return startFirst(dataFolder, specFile, others);
  }
}

/** What is to be told when the new one does not stand: whether the one before answers again (P2). */
async function withFormer(error: PreauError, starting: Promise<unknown>): Promise<PreauError> {
  const why = saidOf(error);
  const [outcome, said] = await starting.then(
    (): readonly [string, Said] => [
      'The one before answers again, by its own settings.',
      { key: 'names.formerBack', values: { why } },
    ],
    (again: unknown): readonly [string, Said] => [
      `Nor did the one before start again: ${String(again).slice(0, 300)}`,
      { key: 'names.formerGone', values: { why, again: saidOf(again) } },
    ],
  );
  const { code, retryable } = error;
  return new PreauError(code, `${error.message} ${outcome}`, { retryable, cause: error, said });
}

async function readSpec(specFile: string): Promise<NamesSpec | null> {
  try {
    return readNamesSpec(JSON.parse(await readFile(specFile, 'utf8')));
  } catch {
    return null;
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
  // On a disk that can only be read it stays, and is not believed: nobody lives by it.
  await rm(join(dataFolder, 'names.json'), { force: true }).catch(() => undefined);
  return living;
}

async function startProcess(dataFolder: string, specFile: string): Promise<NamesFile> {
  const logPath = join(dataFolder, 'names.log');
  // Written at its end always, so that the process itself can empty it.
  const log = await open(logPath, 'a', 0o600);
  await log.truncate();
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
    {
      retryable: code === 'port-in-use',
      said: { key: 'names.silent', values: { why: readRefusal(words) ?? said, log: logPath } },
    },
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
