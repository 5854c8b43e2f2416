import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { HealthFacts, PageFreshness } from '../../app/health/health-facts.ts';
import type { HealthPicture } from '../../app/health/health-picture.ts';
import { judgeHealth } from '../../app/health/judge-health.ts';
import { policyFacts } from '../../app/health/watchdog-facts.ts';
import type { Clock } from '../../app/ports.ts';
import { epochMs } from '../../core/units.ts';
import { seeHealth } from '../deploy/ask-home.ts';
import { replayFolder } from '../deploy/replay-folder.ts';
import { readHomeFile } from '../home-file.ts';
import { isLiving, readNamesFile } from '../names/names-file.ts';
import { pageHostNames } from '../open-page-hosts.ts';
import { freeBytes } from './free-bytes.ts';
import { readLastSeen, readOpenActions, readWaitingCalls } from './read-folder-facts.ts';

/** How a home does, and who says so. */
export interface FolderHealth {
  readonly picture: HealthPicture;
  /** The home itself; or, when it does not answer, what it left in its folder. */
  readonly from: 'home' | 'files';
}

/**
 * How the home of a data folder does: told by itself where it runs, else made of its files, by the clock
 * of now. Nothing is written.
 *
 * @throws PreauError `not-found` for a folder that no home has run in; `journal-broken`
 */
export async function folderHealth(
  dataFolder: string,
  clock: Pick<Clock, 'now'>,
): Promise<FolderHealth> {
  const home = await readHomeFile(dataFolder);
  const told = home === null ? null : await seeHealth(home).catch(() => null);
  if (told !== null) return { picture: told, from: 'home' };
  return { picture: judgeHealth(await factsOfFiles(dataFolder, clock)), from: 'files' };
}

async function factsOfFiles(dataFolder: string, clock: Pick<Clock, 'now'>): Promise<HealthFacts> {
  const now = clock.now();
  const { config, policy, state } = await replayFolder(dataFolder);
  const seen = readLastSeen(
    dataFolder,
    policy.platforms.map(({ id }) => id),
  );
  const names = await readNamesFile(join(dataFolder, 'names'));
  const webhooks = config.pages.webhooks.map(({ name }) => name);
  const hasOwnNames = config.names.rfc2136 === undefined;
  return {
    now,
    running: false,
    ...policyFacts(policy, config.vantages.length),
    state,
    roundEndedAt: seen.at,
    outbox: readOpenActions(dataFolder, now),
    freeBytes: await freeBytes(dataFolder),
    ...(hasOwnNames && { namesAnswer: names !== null && (await isLiving(names)) }),
    pages: await Promise.all(pageHostNames({ config, dataFolder }).map(freshnessOf)),
    ...(webhooks.length > 0 && { webhooks: readWaitingCalls(dataFolder, webhooks) }),
    certificates: seen.certificates,
  };
}

/** By its first page, which is written last and carries its instant. */
async function freshnessOf(host: string): Promise<PageFreshness> {
  const written = await stat(join(host, 'index.html')).catch(() => null);
  return { host, writtenAt: written === null ? null : epochMs(written.mtimeMs) };
}
