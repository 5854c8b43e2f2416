import { join } from 'node:path';
import { type MirrorWork, whyNotDue } from '../../app/mirror/due-mirror.ts';
import type { Clock } from '../../app/ports.ts';
import type { Config } from '../../config/schema.ts';
import type { PlatformConfig } from '../../config/schema-platform.ts';
import type { PlatformState } from '../../core/incident/state.ts';
import { isWebAddress } from '../../core/mirror/web-address.ts';
import { type DurationMs, durationMs, minutes, seconds } from '../../core/units.ts';
import { readManifest } from '../../adapters/local/mirror/manifest-file.ts';
import { currentBuild, releaseFolder } from '../../adapters/local/mirror/pointer.ts';
import { every } from '../loops/every.ts';
import { keepServed } from './keep-served.ts';
import { type MirrorWorkFile, noWorkYet } from './mirror-work-file.ts';
import type { CommandEnd, OnStep } from './run-command.ts';

export interface TendMirrors {
  readonly config: Config;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly file: MirrorWorkFile;
  /** Null for a platform that nobody has measured yet. */
  readonly stateOf: (platform: string) => PlatformState | null;
  readonly run: (
    args: readonly string[],
    onStep: OnStep,
    signal: AbortSignal,
  ) => Promise<CommandEnd>;
  readonly onError: (error: unknown) => void;
}

/** How often it is asked whether a mirror is due, and whether one under way must end. Chosen. */
const LOOK_EVERY_MS: DurationMs = minutes(1);
const WATCH_EVERY_MS: DurationMs = seconds(2);

/**
 * Build the mirrors that are due and publish them, one after the other, until `signal` aborts. A web
 * site is visited in the command's own process, which pauses when it is ended and goes on the next time.
 *
 * @see whyNotDue
 */
export async function tendMirrors(needs: TendMirrors, signal: AbortSignal): Promise<void> {
  const tended = needs.config.platforms.filter((platform) => intervalOf(platform) !== null);
  if (tended.length === 0) return;
  const look = async () => {
    for (const platform of tended) if (!signal.aborted) await tendOne(needs, platform, signal);
  };
  await every(needs.clock, LOOK_EVERY_MS, look, signal, needs.onError);
}

/** A start does not build what a web site is asked for: it is built here once, if no more is wanted. */
function intervalOf({ mirror }: PlatformConfig): DurationMs | null {
  if (mirror?.every !== undefined) return mirror.every;
  return mirror !== undefined && isWebAddress(mirror.lessons) ? ONCE : null;
}

/** No home runs so long. */
const ONCE = durationMs(Number.MAX_SAFE_INTEGER);

async function tendOne(
  needs: TendMirrors,
  platform: PlatformConfig,
  signal: AbortSignal,
): Promise<void> {
  const { clock, file, stateOf } = needs;
  const everyMs = intervalOf(platform);
  if (everyMs === null) return;
  const before = await workOf(needs, platform.id);
  const why = async (work: Pick<MirrorWork, 'startedAt' | 'outcome'>) =>
    whyNotDue(work, everyMs, stateOf(platform.id), await file.isPaused(), clock.now());
  if ((await why(before)) !== null) return;
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  const done = new AbortController();
  // What made it due may pass while it is under way.
  const watching = every(
    clock,
    WATCH_EVERY_MS,
    async () => {
      if ((await why({ startedAt: null, outcome: null })) !== null) end();
    },
    done.signal,
    needs.onError,
  );
  try {
    await buildAndPublish(needs, platform, before, ending.signal);
  } finally {
    done.abort();
    signal.removeEventListener('abort', end);
    await watching;
  }
}

async function buildAndPublish(
  needs: TendMirrors,
  platform: PlatformConfig,
  before: MirrorWork,
  signal: AbortSignal,
): Promise<void> {
  const { clock, run } = needs;
  let work: MirrorWork = {
    ...before,
    phase: 'building',
    startedAt: clock.now(),
    done: 0,
    total: 0,
  };
  let told = Number.NEGATIVE_INFINITY;
  const save = (change: Partial<MirrorWork>): Promise<void> => {
    work = { ...work, ...change };
    return saveWork(needs, work);
  };
  const onStep: OnStep = (done, total) => {
    if (clock.now() - told < WATCH_EVERY_MS) return;
    told = clock.now();
    writing = writing.then(() => save({ done, total })).catch(needs.onError);
  };
  let writing: Promise<void> = save({});
  const settle = async (change: Partial<MirrorWork>) => {
    await writing;
    await save({ phase: 'waiting', endedAt: clock.now(), done: 0, total: 0, ...change });
  };
  try {
    const served = await currentBuild(folderOf(needs, platform.id));
    const built = await run(buildArgs(needs, platform), onStep, signal);
    // Ended from outside: nothing came of it, and it is due again when its reason has passed.
    if (signal.aborted) return await settle({ startedAt: before.startedAt });
    if (built.code !== 0) return await settle({ outcome: 'failed', words: built.words });
    const buildId = await currentBuild(folderOf(needs, platform.id));
    await writing;
    await save({ phase: 'publishing', buildId, done: 0, total: 0 });
    const targets = platform.mirror?.publish ?? [];
    if (targets.length === 0) return await settle({ outcome: 'published', words: '' });
    const args = ['mirror', 'publish', folderOf(needs, platform.id), ...targets];
    const sent = await run(args, onStep, signal);
    if (signal.aborted) return await settle({ startedAt: before.startedAt });
    await keepServed(folderOf(needs, platform.id), served, sent);
    const words = sent.code === 0 ? '' : failuresOf(sent);
    return await settle({ outcome: sent.code === 0 ? 'published' : 'failed', words });
  } catch (error) {
    await settle({ outcome: 'failed', words: String(error) });
    throw error;
  }
}

const folderOf = ({ dataFolder }: TendMirrors, platform: string): string =>
  join(dataFolder, 'mirrors', platform);

/** As a start builds it: see keepMirrors. Each value in one word with its option, whatever it begins with. */
function buildArgs(needs: TendMirrors, platform: PlatformConfig): readonly string[] {
  const { organisation, pages } = needs.config;
  const { id, name, hostname, timeZone = organisation.timeZone, mirror } = platform;
  return [
    'mirror',
    'build',
    mirror?.lessons ?? '',
    `--out=${folderOf(needs, id)}`,
    `--platform=${id}`,
    `--title=${name}`,
    `--host=${hostname}`,
    `--time-zone=${timeZone}`,
    `--status-page=${pages.url}`,
    `--lang=${organisation.language}`,
    ...visitArgs(needs.config, platform),
  ];
}

/**
 * Each protected name by its origin's own addresses, as probes ask it: the name itself may lead to the
 * mirror, by health alone even while this home thinks that all is well, and a mirror must not copy itself.
 */
function visitArgs({ platforms }: Config, { mirror }: PlatformConfig): readonly string[] {
  if (mirror === undefined || !isWebAddress(mirror.lessons)) return [];
  const pinned = platforms.flatMap(({ hostname, origin }) =>
    origin.addresses.map((address) => {
      const host = address.includes(':') ? `[${address}]` : address;
      return `--connect-to=${hostname}=${host}:${origin.port}`;
    }),
  );
  return [...(mirror.recipe === undefined ? [] : [`--recipe=${mirror.recipe}`]), ...pinned];
}

/** The targets that failed, each with its reason. */
function failuresOf({ said, words }: CommandEnd): string {
  const failures = [...said.matchAll(/"message": "((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text);
  return (failures.length === 0 ? words : failures.join('\n')).slice(0, 2_000);
}

/** A mirror that stands already counts as built when it was. */
async function workOf(needs: TendMirrors, platform: string): Promise<MirrorWork> {
  const known = (await needs.file.load()).find((one) => one.platform === platform);
  // Under way by the file, when nothing is: a home that was killed. It is due again.
  if (known !== undefined)
    return known.phase === 'waiting' ? known : { ...known, phase: 'waiting', startedAt: null };
  const folder = folderOf(needs, platform);
  const id = await currentBuild(folder);
  const release = releaseFolder(folder, id ?? 'none');
  const manifest = id === null ? null : await readManifest(release).catch(() => null);
  return noWorkYet(platform, manifest?.builtAt ?? null);
}

async function saveWork({ file }: TendMirrors, work: MirrorWork): Promise<void> {
  const all = await file.load();
  const others = all.filter(({ platform }) => platform !== work.platform);
  await file.save([...others, work]);
}
