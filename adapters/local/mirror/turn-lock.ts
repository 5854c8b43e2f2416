import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PreauError } from '../../../core/errors.ts';
import { minutes, seconds } from '../../../core/units.ts';
import { codeOf, makeFolders } from './at-store.ts';
import { STORE } from './pointer.ts';
import { isDead, OWNER, temporaryName } from './temporary-name.ts';

/** Who waits looks as often. Chosen. */
const LOOK_MS = 20;
/** Who holds it shows as often that they live, and is given up for dead after as long. Chosen. */
const SIGN_OF_LIFE_MS = seconds(5);
const SILENT_MS = seconds(60);
/** The turn of 50,000 files takes a minute. Chosen. */
const PATIENCE_MS = minutes(10);

/**
 * Do something as the only one that turns a mirror's folder, of all processes and machines that
 * share it.
 *
 * A file with the holder's machine and process: systems' own locks do not reach over every share.
 * That of a process that has ended is taken over at once, that of another machine when it has
 * shown no life for a minute, whatever the clocks say.
 *
 * @throws PreauError `store-unavailable` when others hold it for ten minutes, and as `work`
 */
export async function inTurn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, STORE, 'turn.lock');
  const mine = `${OWNER} ${randomBytes(6).toString('hex')}`;
  await makeFolders(join(folder, STORE));
  await take(lock, mine);
  const living = setInterval(() => {
    const now = new Date();
    utimes(lock, now, now).catch(() => undefined);
  }, SIGN_OF_LIFE_MS).unref();
  try {
    return await work();
  } finally {
    clearInterval(living);
    if ((await readLock(lock)) === mine) await rm(lock, { force: true });
  }
}

async function take(lock: string, mine: string): Promise<void> {
  const begun = performance.now();
  let seen = { sign: '', at: begun };
  for (;;) {
    if (await tryTake(lock, mine)) return;
    const holder = await readLock(lock);
    const now = performance.now();
    const sign = `${holder} ${(await stat(lock).catch(() => null))?.mtimeMs}`;
    if (sign !== seen.sign) seen = { sign, at: now };
    const isStale = isDead(holder?.split(' ')[0] ?? '') || now - seen.at > SILENT_MS;
    if (holder !== null && isStale) await putAside(lock, holder);
    else if (now - begun > PATIENCE_MS) throw held(lock, holder);
    else await wait(LOOK_MS);
  }
}

async function tryTake(lock: string, mine: string): Promise<boolean> {
  try {
    await writeFile(lock, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Of two that find it stale the later must not take the earlier's away: that one is put back. */
async function putAside(lock: string, holder: string): Promise<void> {
  const aside = join(lock, '..', temporaryName('file'));
  const isMoved = await rename(lock, aside).then(
    () => true,
    () => false,
  );
  if (!isMoved) return;
  if ((await readLock(aside)) !== holder) await link(aside, lock).catch(() => undefined);
  await rm(aside, { force: true });
}

/** @returns null when there is none */
const readLock = (lock: string): Promise<string | null> => readFile(lock, 'utf8').catch(() => null);

const held = (lock: string, holder: string | null): PreauError =>
  new PreauError(
    'store-unavailable',
    `expected ${lock} to be free within ten minutes, got it held by ${holder ?? 'somebody'} (machine, process); wait until that build or publication has ended, or end it`,
    { retryable: true, said: { key: 'release.locked', values: { lock, holder: holder ?? '?' } } },
  );
