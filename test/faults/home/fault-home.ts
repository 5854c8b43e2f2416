import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stopNames } from '../../../home/names/names-process.ts';
import { type SmallHome, type Started, smallHome, until } from '../../home/deploy/small-home.ts';
import { valuesOf } from '../../home/names/names-fixture.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';

/** A real small deployment that stands, with a mirror that is fit, to do harm to. */
export interface FaultHome extends AsyncDisposable {
  readonly home: SmallHome;
  readonly running: Started;
  /** Under its data; null for one on this machine's own. */
  readonly disk: SmallDisk | null;
  /** All that the home has said on standard error. */
  readonly said: () => string;
  readonly isAlive: () => boolean;
  /** Where visitors of the ENT are sent now. */
  readonly sentTo: () => Promise<'origin' | 'mirror' | 'nowhere'>;
  /** Kill its origin; resolves once the home has sheltered it, told its schools, and said so. */
  readonly fallAndBeSheltered: () => Promise<void>;
  /** Promises that the journal does not keep. */
  readonly broken: () => Promise<readonly string[]>;
}

/**
 * @param onDisk with its data on a disk of its own
 * @returns null where this machine lets us have no such disk
 */
export async function faultHome(onDisk: 'own-disk' | 'this-disk'): Promise<FaultHome | null> {
  const home = await smallHome();
  const disk = onDisk === 'own-disk' ? smallDisk(home.data) : null;
  if (onDisk === 'own-disk' && disk === null) {
    await home[Symbol.asyncDispose]();
    return null;
  }
  try {
    return await stand(home, disk);
  } catch (error) {
    await putAway(home, disk);
    throw error;
  }
}

async function stand(home: SmallHome, disk: SmallDisk | null): Promise<FaultHome> {
  const running = await home.start();
  let said = '';
  running.process.stderr?.on('data', (text: string) => (said += text));
  await until(async () => (await running.ent()).mirror?.fit === true);
  const sentTo = async () => {
    const [address] = await valuesOf(running.addresses.dns.port, 'ent.essai.example');
    return address === '127.0.0.1' ? 'origin' : address === '127.0.0.10' ? 'mirror' : 'nowhere';
  };
  return {
    home,
    running,
    said: () => said,
    isAlive: () => running.process.exitCode === null && running.process.signalCode === null,
    sentTo,
    fallAndBeSheltered: async () => {
      await home.killOrigin();
      await until(async () => (await sentTo()) === 'mirror');
      await until(async () => (await lookOf(running)) === 'sheltered');
      await until(async () => home.sinks.counts().mails === 3);
    },
    broken: async () => {
      const { out } = await home.preau('journal', 'verify', '--json');
      const { promises } = JSON.parse(out) as JournalPage;
      return promises.filter(({ held }) => !held).map(({ id, why }) => `${id}: ${why}`);
    },
    disk,
    [Symbol.asyncDispose]: () => putAway(home, disk),
  };
}

/** The name server first, which is found by its folder; a disk that cannot be written keeps that file. */
async function putAway(home: SmallHome, disk: SmallDisk | null): Promise<void> {
  await stopNames(join(home.data, 'names')).catch(() => undefined);
  disk?.remove();
  await home[Symbol.asyncDispose]();
}

interface JournalPage {
  readonly promises: readonly {
    readonly id: string;
    readonly held: boolean;
    readonly why: string;
  }[];
}

/** What the console shows of the ENT; null while it does not answer. */
const lookOf = (running: Started): Promise<string | null> =>
  running.ent().then(
    ({ look }) => look,
    () => null,
  );

/** Change how many descriptors a living process may have; needs `prlimit`, of util-linux. */
export const limitDescriptors = (pid: number, most: number): void =>
  void execFileSync('prlimit', ['--pid', String(pid), `--nofile=${most}:`]);

export const openDescriptors = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

/** Of the mirror, as the home's configuration has it. */
export async function mirrorPort({ config }: SmallHome): Promise<number> {
  return Number(/mirror: .* port: (\d+)/.exec(await readFile(config, 'utf8'))?.[1]);
}
