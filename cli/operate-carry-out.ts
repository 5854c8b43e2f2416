import type { PlatformLine } from '../app/views/platform-line.ts';
import type { PersonCommand } from '../app/views/person-command.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import type { OperatedHome } from './operated-home.ts';
import { operateWords } from './operate-words.ts';
import { createOutput } from './output.ts';
import { percent } from './percent.ts';

/** Commands after which people want to know what DNS answers. */
const TURNING: readonly PersonCommand['kind'][] = [
  'shelter',
  'release',
  'unveto',
  'start-drill',
  'end-drill',
];

/**
 * Bring a command to the home and say what became of it; with no home, shelter and release go
 * another way, or say which one there is.
 *
 * @returns the exit code: 0 done, 1 refused
 * @throws PreauError `home-unreachable` when only a home could do it
 */
export async function carryOut(
  home: OperatedHome,
  command: PersonCommand,
  json: boolean,
  io: CliIo,
): Promise<number> {
  const answer = await home.ask(command);
  if (answer.kind === 'absent') {
    const { why } = answer;
    if (command.kind !== 'shelter' && command.kind !== 'release') throw home.unreachable(why);
    return home.breakGlass({ ...command, kind: command.kind }, { why, json, io });
  }
  const { result } = answer;
  const platform =
    result.kind === 'done' && 'platform' in command && TURNING.includes(command.kind)
      ? await answer.settled(command.platform)
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
