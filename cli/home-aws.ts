import { dirname, join } from 'node:path';
import { type OpenedHome, openHome } from '../adapters/aws/open-home.ts';
import { hashOf } from '../adapters/local/hash.ts';
import { type Engine, openEngine } from '../app/engine.ts';
import { obeyCommand } from '../app/views/obey-command.ts';
import type { PersonCommand } from '../app/views/person-command.ts';
import { type PlatformLine, platformLine } from '../app/views/platform-line.ts';
import { STACKS } from '../config/aws-names.ts';
import type { Config } from '../config/schema.ts';
import type { AwsConfig } from '../config/schema-aws.ts';
import { PreauError } from '../core/errors.ts';
import type { JournalEntry } from '../core/journal/entry.ts';
import type { Policy } from '../core/policy.ts';
import { epochMs, type PlatformId } from '../core/units.ts';
import { judgeLines } from '../home/deploy/verify-journal.ts';
import { loadPolicy } from '../home/load-policy.ts';
import { loadConfig } from './check-load-config.ts';
import { deploymentOf } from './deployment.ts';
import type { CliIo } from './frame-io.ts';
import { healthOnAws } from './health-aws.ts';
import { operateWords } from './operate-words.ts';
import type { HomeAnswer, OperatedHome } from './operated-home.ts';
import { createOutput } from './output.ts';
import { placeOnAws } from './turn-place.ts';
import { untilVerified } from './until-verified.ts';

/**
 * A hold is seen within a check's interval of 10 or 30 s, then the authorities are asked; slower, and
 * the status page tells. Chosen.
 */
const VERIFIED_MAX_MS = 90_000;
const LOOK_EVERY_MS = 1_000;
const PATIENCE = { mostMs: VERIFIED_MAX_MS, everyMs: LOOK_EVERY_MS };

/** What an answer that did not come is called. Anything else is a refusal, and said as such. */
const SILENT: readonly string[] = ['home-unreachable', 'store-unavailable'];

interface Opened extends OpenedHome {
  readonly engine: Engine;
}

/**
 * The home on AWS that a configuration describes, by a person's own credentials.
 *
 * It has no server to ask: a command's event is appended to its journal, decided here by the very
 * `step()` that its functions run, and the journal's stream tells them to act.
 *
 * @throws PreauError `config-invalid` without an `aws` section, and as {@link loadConfig}
 */
export async function awsHome(file: string, io: CliIo): Promise<OperatedHome> {
  const config = await loadConfig(file, io);
  const { aws } = config;
  if (aws === undefined)
    throw new PreauError(
      'config-invalid',
      `expected an aws section in ${file}, got none: it says which home --aws means`,
      { said: { key: 'home.noAws', values: { file } } },
    );
  const policy = loadPolicy(config);
  let opening: Promise<Opened> | null = null;
  const opened = (): Promise<Opened> => {
    opening ??= open(config, aws, policy, io);
    return opening;
  };
  return {
    platforms: async () => config.platforms.map(({ id }): string => id),
    replay: async () => ({ config, policy, state: await (await opened()).engine.refresh() }),
    place: async (platform) => {
      const hostname = policy.platforms.find(({ id }) => id === platform)?.hostname ?? '';
      return placeOnAws(config, hostname, `s3://${aws.holdBucket}/holds/${platform}`);
    },
    answers: () => opened().then(Boolean, () => false),
    ask: (command) => ask(opened, command, policy, io),
    breakGlass: async ({ kind, platform }, { why }) => {
      throw brokenGlass(aws, kind, platform, why);
    },
    unreachable: (why) =>
      new PreauError('home-unreachable', `expected the home on AWS to answer, got: ${why}`, {
        said: { key: 'home.absentAws', values: { why } },
      }),
    verify: async () => {
      const entries = await readAll(await opened());
      const lines = entries.map((entry, index) => ({ seq: index + 1, entry }));
      return judgeLines(lines, [{ fromSeq: 1, policy }]);
    },
    health: async () => {
      const picture = await healthOnAws(await opened(), config, aws, policy);
      return { picture, from: 'aws' };
    },
    // Of the person who exports: no secret of the home is asked for.
    dossierKeyFile: join(dirname(file), 'dossier-key.pem'),
    record: async () => {
      const home = await opened();
      const { observations, deliveries, evidence } = home;
      const rules = [{ fromSeq: 1, policy }];
      const journal = await readAll(home);
      return { config, journal, rules, observations, deliveries, evidence, close: () => undefined };
    },
  };
}

/** Open its stores and replay its journal; say so when its functions decide by something else. */
async function open(
  config: Config,
  { region, account }: AwsConfig,
  policy: Policy,
  io: CliIo,
): Promise<Opened> {
  const home = await openHome(region, account ?? null);
  if (home.digest !== null && home.digest !== deploymentOf(config).digest) {
    const output = createOutput(io);
    output.note(output.paint.yellow(operateWords(io.language).otherRules));
  }
  return { ...home, engine: await openEngine(home.journal, policy, hashOf) };
}

async function ask(
  opened: () => Promise<Opened>,
  command: PersonCommand,
  policy: Policy,
  { language, words }: CliIo,
): Promise<HomeAnswer> {
  try {
    const { engine } = await opened();
    const said = { language, words };
    const result = await obeyCommand(engine, command, epochMs(Date.now()), policy, said);
    return {
      kind: 'answered',
      result,
      settled: (platform, waiting) =>
        untilVerified(() => lineOf(engine, policy, platform, words), PATIENCE, waiting),
    };
  } catch (error) {
    if (!(error instanceof PreauError) || !SILENT.includes(error.code)) throw error;
    return { kind: 'absent', why: error.message };
  }
}

/** What its functions have seen the name servers answer by now. */
async function lineOf(
  engine: Engine,
  policy: Policy,
  id: PlatformId,
  words: CliIo['words'],
): Promise<PlatformLine | null> {
  const platform = policy.platforms.find((one) => one.id === id);
  const known = (await engine.refresh()).platforms[id];
  if (platform === undefined || known === undefined) return null;
  return platformLine(platform, known, policy, words);
}

async function readAll({ journal }: Opened): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for await (const entry of journal.read(1)) entries.push(entry);
  return entries;
}

/** Nobody can say here whether it was: its journal does not answer. */
const UNDER_A_STAY =
  'It turns a name that was vetoed or suspended too. But then the check of the origin is disabled, and health will never turn that name: once the Route 53 API answers enable it again, the child that is not inverted of the check of the record "origin":\n' +
  '  aws route53 update-health-check --health-check-id CHECK --no-disabled\n';

/** The hold alone shelters, whatever else is down; it is a person's to put, having seen the mirror. */
function brokenGlass(
  { holdBucket, holdRegion }: AwsConfig,
  kind: 'shelter' | 'release',
  platform: PlatformId,
  why: string,
): PreauError {
  const does = kind === 'shelter' ? 'put-object' : 'delete-object';
  return new PreauError(
    'home-unreachable',
    `expected the home on AWS (${STACKS.home}) to answer, got: ${why}\n` +
      `${kind === 'shelter' ? 'The hold alone shelters. Look at the mirror first, then' : 'Without its hold a platform is left to its health, and to its weights if those were turned too. Take it away by'}:\n` +
      `  aws s3api ${does} --region ${holdRegion} --bucket ${holdBucket} --key holds/${platform}\n` +
      (kind === 'shelter' ? UNDER_A_STAY : '') +
      'Nothing of it is journalled and no school is told; tell the home when it answers again.',
    {
      said: {
        key: `glass.${kind}`,
        values: { home: STACKS.home, why, region: holdRegion, bucket: holdBucket, platform },
      },
    },
  );
}
