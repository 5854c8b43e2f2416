import type { TurnPlan } from '../app/views/turn-plan.ts';
import type { HomeOptions } from './home-of.ts';

/** A single quote within single quotes, as POSIX shells read it. */
const SINGLE_QUOTE = String.raw`'\''`;

/**
 * The command line that takes a command back, for the same home, as a person can paste it.
 *
 * @param reason what stands for the reason that they are to give
 */
export function undoCommand(
  { undo, command }: Pick<TurnPlan, 'undo' | 'command'>,
  options: HomeOptions,
  reason: string,
): string {
  const { platform } = command;
  const home = homeWords(options);
  if (undo === 'start-drill' || undo === 'end-drill')
    return `preau drill ${undo === 'start-drill' ? 'start' : 'end'} ${platform}${home}`;
  const does =
    typeof undo === 'string' ? `${undo} ${platform}` : `share ${platform} ${undo.sharePercent}`;
  return `preau ${does} --reason "${reason}"${home}`;
}

/** The options by which a person named this home. */
function homeWords({ data, aws, config }: HomeOptions): string {
  const quoted = (path: string): string =>
    /^[\w./-]+$/.test(path) ? path : `'${path.split("'").join(SINGLE_QUOTE)}'`;
  return [
    data === undefined ? '' : ` --data ${quoted(data)}`,
    aws === true ? ' --aws' : '',
    config === undefined ? '' : ` --config ${quoted(config)}`,
  ].join('');
}
