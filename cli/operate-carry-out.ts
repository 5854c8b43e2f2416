import { setTimeout as delay } from 'node:timers/promises';
import type { PlatformLine } from '../app/views/platform-line.ts';
import type { PersonCommand } from '../app/views/person-command.ts';
import { askHome, seeHome } from '../home/deploy/ask-home.ts';
import type { HomeFile } from '../home/home-file.ts';
import { PreauError } from '../core/errors.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { breakGlassHere } from './operate-break-glass.ts';
import { operateWords } from './operate-words.ts';
import { createOutput } from './output.ts';
import { percent } from './percent.ts';

/** A turn is verified within a second on one machine; slower, and the console tells. Chosen. */
const VERIFIED_MAX_MS = 10_000;
const LOOK_EVERY_MS = 100;

/** Commands after which people want to know what DNS answers. */
const TURNING: readonly PersonCommand['kind'][] = [
  'shelter',
  'release',
  'unveto',
  'start-drill',
  'end-drill',
];

/**
 * Bring a command to the running home and say what became of it; with no home, shelter and release
 * go straight to the name server.
 *
 * @returns the exit code: 0 done, 1 refused
 * @throws PreauError `home-unreachable` when only a home could do it
 */
export async function carryOut(
  dataFolder: string,
  command: PersonCommand,
  json: boolean,
  io: CliIo,
): Promise<number> {
  const reply = await askHome(dataFolder, command);
  if (reply.kind === 'absent') {
    if (command.kind !== 'shelter' && command.kind !== 'release')
      throw nobodyThere(dataFolder, reply.why);
    return breakGlassHere(dataFolder, { ...command, kind: command.kind }, reply.why, json, io);
  }
  const { result, home } = reply;
  const platform =
    result.kind === 'done' && 'platform' in command && TURNING.includes(command.kind)
      ? await settled(home, command.platform)
      : null;
  if (json) createOutput(io).json({ ...result, journalled: result.kind === 'done', platform });
  else tell(result.kind === 'done' ? null : result.reason, platform, io);
  return result.kind === 'done' ? EXIT.ok : EXIT.refused;
}

function tell(refusal: string | null, platform: PlatformLine | null, io: CliIo): void {
  const words = operateWords(io.language);
  const output = createOutput(io);
  if (refusal !== null)
    return output.line(output.paint.red(fillTemplate(words.refused, { reason: refusal })));
  output.line(output.paint.green(words.done));
  if (platform === null) return;
  output.line(
    fillTemplate(words.standing, {
      name: platform.name,
      look: platform.lookWord,
      share: percent(platform.mirrorShare),
      verified: platform.verified ? words.verified : words.notYet,
    }),
  );
}

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

const nobodyThere = (folder: string, why: string): PreauError =>
  new PreauError(
    'home-unreachable',
    `expected a home to be running on ${folder}, got none (${why}); start it: preau start`,
  );
