import type { State } from '../../core/incident/state.ts';
import { additionFault, type AdditionFault } from '../../core/notice/addition-fault.ts';
import type { Policy } from '../../core/policy.ts';
import type { PersonCommand } from './person-command.ts';
import type { WordedTask } from './word-task.ts';
import type { WordsIn } from './words.ts';

/** Why a command cannot be heeded, where no task of the core says so. */
export type Hindrance =
  /** Nothing to turn to. */
  | 'no-mirror'
  /** The name server answers with the origin or with the mirror, and with no part of either. */
  | 'whole-only'
  /** No drill starts on a platform that a person forbade to turn, */
  | 'vetoed'
  /** or that is closed on purpose, */
  | 'suspended'
  /** or over a real incident, */
  | 'incident'
  /** or while its origin is in doubt. */
  | 'doubt'
  /** What its cause was is recorded once it is over, */
  | 'not-over'
  /** and of a drill never. */
  | 'drilled'
  /** What a person adds to a notice says more than it may. */
  | AdditionFault;

/**
 * @returns null where nothing stands in the way, and where the core itself raises a task that says
 *   what does
 */
export function hindranceTo(
  command: PersonCommand,
  { platforms, incidents, notices }: State,
  policy: Policy,
): Hindrance | null {
  const { kind } = command;
  if (kind === 'record-cause') {
    const { drill = false, closedAt = null } = incidents[command.incident] ?? {};
    if (drill) return 'drilled';
    return closedAt === null ? 'not-over' : null;
  }
  if (kind === 'edit-notice') {
    const content = notices[command.notice]?.content;
    return content === undefined ? null : additionFault(command.addition, content, policy);
  }
  if (kind !== 'shelter' && kind !== 'share' && kind !== 'start-drill') return null;
  const configured = policy.platforms.find(({ id }) => id === command.platform);
  const platform = platforms[command.platform];
  if (configured === undefined || platform === undefined) return null;
  if (configured.mirror === undefined) return 'no-mirror';
  if (kind === 'share')
    return command.share > 0 && policy.shelter.wholeOnly === true ? 'whole-only' : null;
  if (kind === 'shelter' || platform.drill) return null;
  const { standing, vetoed, incident } = platform;
  if (standing === 'suspended') return 'suspended';
  if (vetoed) return 'vetoed';
  if (incident !== null) return 'incident';
  return standing === 'up' ? null : 'doubt';
}

/** @param said its words are those of `console.hindrance` */
export function wordHindrance(
  hindrance: Hindrance,
  command: PersonCommand,
  { platforms }: Pick<Policy, 'platforms'>,
  { words }: WordsIn,
): WordedTask {
  const id = 'platform' in command ? command.platform : '';
  const incident = 'incident' in command ? command.incident : '';
  const name = platforms.find((platform) => platform.id === id)?.name ?? id;
  const values = { id, name, incident };
  return {
    title: words(`console.hindrance.${hindrance}.title`, values),
    remedy: words(`console.hindrance.${hindrance}.remedy`, values),
  };
}
