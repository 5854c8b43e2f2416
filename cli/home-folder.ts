import { setTimeout as delay } from 'node:timers/promises';
import { openReadOnlyRecord } from '../adapters/local/read-only-record.ts';
import type { PlatformLine } from '../app/views/platform-line.ts';
import { PreauError } from '../core/errors.ts';
import { askHome, seeHome } from '../home/deploy/ask-home.ts';
import { readKeptConfigs } from '../home/deploy/kept-configs.ts';
import { readJournal } from '../home/deploy/read-journal.ts';
import { latestConfig, replayFolder } from '../home/deploy/replay-folder.ts';
import { rulesOf } from '../home/deploy/rules-of.ts';
import { verifyJournal } from '../home/deploy/verify-journal.ts';
import type { HomeFile } from '../home/home-file.ts';
import { breakGlassHere } from './operate-break-glass.ts';
import type { HomeRecord, OperatedHome } from './operated-home.ts';

/** A turn is verified within a second on one machine; slower, and the console tells. Chosen. */
const VERIFIED_MAX_MS = 10_000;
const LOOK_EVERY_MS = 100;

/** The one-machine home of a data folder: asked by its port while it runs, read from its files. */
export const folderHome = (dataFolder: string): OperatedHome => ({
  platforms: async () =>
    (await readKeptConfigs(dataFolder)).at(-1)?.config.platforms.map(({ id }): string => id) ??
    null,
  replay: () => replayFolder(dataFolder),
  ask: async (command) => {
    const reply = await askHome(dataFolder, command);
    if (reply.kind === 'absent') return reply;
    const { home, result } = reply;
    return { kind: 'answered', result, settled: (platform) => settled(home, platform) };
  },
  breakGlass: (command, asked) => breakGlassHere(dataFolder, command, asked),
  unreachable: (why) =>
    new PreauError(
      'home-unreachable',
      `expected a home to be running on ${dataFolder}, got none (${why}); start it: preau start`,
    ),
  verify: () => verifyJournal(dataFolder),
  record: () => recordOf(dataFolder),
});

/** Wait until the name servers were seen to answer as decided, or until people have waited enough. */
async function settled(home: HomeFile, id: string): Promise<PlatformLine | null> {
  const deadline = Date.now() + VERIFIED_MAX_MS;
  for (;;) {
    const { platforms } = await seeHome(home);
    const platform = platforms.find((one) => one.id === id) ?? null;
    if (platform === null || platform.verified || Date.now() > deadline) return platform;
    await delay(LOOK_EVERY_MS);
  }
}

async function recordOf(dataFolder: string): Promise<HomeRecord> {
  const { config } = await latestConfig(dataFolder);
  const rules = rulesOf(await readKeptConfigs(dataFolder));
  const journal = readJournal(dataFolder).map(({ seq, entry }) => {
    if (entry !== null) return entry;
    throw new PreauError(
      'journal-broken',
      `expected line ${seq} of the journal to be JSON, got something else; "preau journal verify" shows more`,
    );
  });
  return { config, rules, journal, ...openReadOnlyRecord(dataFolder) };
}
