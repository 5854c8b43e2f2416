import { join } from 'node:path';
import { systemClock } from '../adapters/local/clock.ts';
import { createFolderEvidence } from '../adapters/local/evidence/folder-evidence.ts';
import { openReadOnlyRecord } from '../adapters/local/read-only-record.ts';
import type { PlatformLine } from '../app/views/platform-line.ts';
import { PreauError } from '../core/errors.ts';
import { askHome, seeHome } from '../home/deploy/ask-home.ts';
import { readKeptConfigs } from '../home/deploy/kept-configs.ts';
import { readJournal } from '../home/deploy/read-journal.ts';
import { latestConfig, replayFolder } from '../home/deploy/replay-folder.ts';
import { rulesOf } from '../home/deploy/rules-of.ts';
import { verifyJournal } from '../home/deploy/verify-journal.ts';
import { folderHealth } from '../home/health/folder-health.ts';
import { type HomeFile, readHomeFile } from '../home/home-file.ts';
import { readNamesFile } from '../home/names/names-file.ts';
import type { CliIo } from './frame-io.ts';
import { breakGlassHere } from './operate-break-glass.ts';
import type { HomeRecord, OperatedHome } from './operated-home.ts';
import { placeHere } from './turn-place.ts';
import { untilVerified } from './until-verified.ts';

/** A turn is verified within a second on one machine; slower, and the console tells. Chosen. */
const VERIFIED_MAX_MS = 10_000;
const LOOK_EVERY_MS = 100;
const PATIENCE = { mostMs: VERIFIED_MAX_MS, everyMs: LOOK_EVERY_MS };

/** The one-machine home of a data folder: asked by its port while it runs, read from its files. */
export const folderHome = (dataFolder: string, { language }: CliIo): OperatedHome => ({
  platforms: async () =>
    (await readKeptConfigs(dataFolder)).at(-1)?.config.platforms.map(({ id }): string => id) ??
    null,
  replay: () => replayFolder(dataFolder),
  place: async (platform) => {
    const folder = join(dataFolder, 'names');
    const [{ config }, names] = await Promise.all([
      latestConfig(dataFolder),
      readNamesFile(folder),
    ]);
    const hostname = config.platforms.find(({ id }) => id === platform)?.hostname ?? '';
    const port = names?.dnsPort ?? config.names.port;
    return placeHere(config, hostname, join(folder, 'holds', platform), port);
  },
  answers: async () => {
    const home = await readHomeFile(dataFolder);
    return home !== null && (await seeHome(home).then(Boolean, () => false));
  },
  ask: async (command) => {
    const reply = await askHome(dataFolder, command, language);
    if (reply.kind === 'absent') return reply;
    const { home, result } = reply;
    return {
      kind: 'answered',
      result,
      settled: (platform, waiting) =>
        untilVerified(() => lineOf(home, platform), PATIENCE, waiting),
    };
  },
  breakGlass: (command, asked) => breakGlassHere(dataFolder, command, asked),
  unreachable: (why) =>
    new PreauError(
      'home-unreachable',
      `expected a home to be running on ${dataFolder}, got none (${why}); start it: preau start`,
      { said: { key: 'home.absent', values: { folder: dataFolder, why } } },
    ),
  verify: () => verifyJournal(dataFolder),
  health: () => folderHealth(dataFolder, systemClock),
  dossierKeyFile: join(dataFolder, 'dossier-key.pem'),
  record: () => recordOf(dataFolder),
});

async function lineOf(home: HomeFile, id: string): Promise<PlatformLine | null> {
  const { platforms } = await seeHome(home);
  return platforms.find((one) => one.id === id) ?? null;
}

async function recordOf(dataFolder: string): Promise<HomeRecord> {
  const { config } = await latestConfig(dataFolder);
  const rules = rulesOf(await readKeptConfigs(dataFolder));
  const journal = readJournal(dataFolder).map(({ seq, entry }) => {
    if (entry !== null) return entry;
    throw new PreauError(
      'journal-broken',
      `expected line ${seq} of the journal to be JSON, got something else; "preau journal verify" shows more`,
      { said: { key: 'home.notJson', values: { seq } } },
    );
  });
  const evidence = createFolderEvidence(join(dataFolder, 'evidence'));
  return { config, rules, journal, evidence, ...openReadOnlyRecord(dataFolder) };
}
