import type { PlatformCommand } from '../app/views/person-command.ts';
import { PreauError } from '../core/errors.ts';
import type { Fitness } from '../core/mirror/manifest.ts';
import { type BrokenGlass, breakGlass } from '../home/deploy/break-glass.ts';
import { measureByHand } from '../home/deploy/measure-by-hand.ts';
import { breakGlassWords } from './break-glass-words.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { Language } from './language.ts';
import { operateWords } from './operate-words.ts';
import type { BreakGlassAsked, Turning } from './operated-home.ts';
import { createOutput, type Output } from './output.ts';
import { percent } from './percent.ts';

/**
 * Shelter or release without a home, and say plainly what that leaves undone.
 *
 * @returns 0, or 1 when a shelter is not what DNS answers afterwards
 * @throws PreauError `dns-unreachable` without a name server either; `mirror-unverified` for a
 *   mirror that was measured unfit
 */
export async function breakGlassHere(
  dataFolder: string,
  { kind, platform, by, reason }: Turning,
  { why, json, io }: BreakGlassAsked,
): Promise<number> {
  const words = operateWords(io.language);
  const unseen = kind === 'shelter' ? await refuseUnfit(dataFolder, platform) : null;
  const note = `${new Date().toISOString()} ${by.name}: ${reason}`;
  const glass = await breakGlass(dataFolder, platform, kind, note);
  const output = createOutput(io);
  if (json) output.json({ kind: 'done', journalled: false, why, unseen, ...glass });
  else {
    output.line(output.paint.yellow(fillTemplate(words.noHome, { folder: dataFolder, why })));
    tellGlass(kind, glass, io.language, output);
    if (unseen !== null)
      output.line(output.paint.yellow(fillTemplate(words.glassUnseen, { why: unseen })));
    output.line(
      glass.holdFile === null
        ? fillTemplate(breakGlassWords(io.language).after, { kind })
        : words.notJournalled,
    );
  }
  return kind === 'release' || glass.mirrorShare === 1 ? EXIT.ok : EXIT.refused;
}

function tellGlass(
  kind: Turning['kind'],
  { holdFile, mirrorShare }: BrokenGlass,
  language: Language,
  output: Output,
): void {
  const words = operateWords(language);
  const done = kind === 'shelter' ? words.glassShelter : words.glassRelease;
  const told =
    holdFile === null ? breakGlassWords(language)[kind] : fillTemplate(done, { file: holdFile });
  output.line(output.paint.green(told));
  output.line(fillTemplate(words.glassShare, { share: percent(mirrorShare) }));
  if (kind === 'release' && mirrorShare === 1 && holdFile !== null) output.line(words.glassHealth);
}

/** @returns why the mirror could not be looked at, or null when it was and is fit */
async function refuseUnfit(
  dataFolder: string,
  platform: PlatformCommand['platform'],
): Promise<string | null> {
  let fitness: Fitness;
  try {
    fitness = await measureByHand(dataFolder, platform);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (fitness.fit) return null;
  throw new PreauError(
    'mirror-unverified',
    `expected a mirror of ${platform} that is fit to be shown, got: ${fitness.reasons.join('; ')}. Mend or publish it again; whoever knows better puts the hold by hand: touch ${dataFolder}/names/holds/${platform}`,
    {
      said: {
        key: 'home.unfit',
        values: {
          platform,
          why: fitness.reasons.join(' ; '),
          hold: `${dataFolder}/names/holds/${platform}`,
        },
      },
    },
  );
}
