import type { TaskWord } from '../../core/incident/task-word.ts';
import type { Policy } from '../../core/policy.ts';
import type { PlatformId } from '../../core/units.ts';
import { formatShare } from './format-share.ts';
import { numberFormat } from './number-format.ts';
import { wordTurnDetail } from './word-turn-detail.ts';
import type { WordsIn } from './words.ts';

/** A task as people read it: what is the matter, and what to do. */
export interface WordedTask {
  /** Without a full stop. */
  readonly title: string;
  readonly remedy: string;
}

/**
 * Word a task, with the name that people know its platform by.
 *
 * @param of the task and its platform, as an action or the state holds them
 * @param said its words are those of `task`, `turned` and `console.phase`
 */
export function wordTask(
  { task, platform: id }: { readonly task: TaskWord; readonly platform?: PlatformId },
  { platforms }: Pick<Policy, 'platforms'>,
  said: WordsIn,
): WordedTask {
  const name = platforms.find((platform) => platform.id === id)?.name ?? id ?? '';
  const values = { id: id ?? '', name, ...valuesOf(task, said) };
  const [title, remedy] = keysOf(task);
  return {
    title: said.words(`task.${title}`, values),
    remedy: said.words(`task.${remedy}`, values),
  };
}

/** The keys of its title and of its remedy. */
function keysOf(task: TaskWord): readonly [string, string] {
  const { kind } = task;
  switch (kind) {
    case 'turn-not-confirmed':
      return [`${kind}.title`, `${kind}.${task.next}`];
    case 'certificate-ends':
      return [`${kind}.${task.whose}.title`, `${kind}.${task.whose}.remedy`];
    case 'clock-stepped':
      return [`${kind}.${task.home}.title`, `${kind}.${task.home}.remedy`];
    case 'share-refused':
      return [`${kind}.${task.because}.title`, `${kind}.${task.because}.remedy`];
    default:
      return [`${kind}.title`, `${kind}.remedy`];
  }
}

function valuesOf(task: TaskWord, said: WordsIn): Readonly<Record<string, string | number>> {
  const { words, language } = said;
  switch (task.kind) {
    case 'mirror-unfit':
    case 'mirror-gone':
    case 'no-way-back':
      return { reasons: task.reasons.join(words('task.and')) || words('task.unmeasured') };
    case 'degraded':
      return { share: formatShare(task.failedShare, language) };
    case 'turn-not-confirmed':
      return { turn: task.turn, detail: wordTurnDetail(task.detail, task.seen, said) };
    case 'turn-given-up':
      return { turn: task.turn, detail: task.detail };
    case 'notice-given-up':
      return { phase: words(`console.phase.${task.phase}`), detail: task.detail };
    case 'action-failed':
      return { action: task.action, detail: task.detail };
    case 'over-budget': {
      const euros = numberFormat(language, 'euros');
      return { cost: euros.format(task.costEuros), budget: euros.format(task.budgetEuros) };
    }
    case 'sms-over-budget': {
      const euros = numberFormat(language, 'euros');
      return {
        sms: task.sms,
        cost: euros.format(task.costEuros),
        left: euros.format(task.leftEuros),
        budget: euros.format(task.budgetEuros),
      };
    }
    case 'certificate-ends': {
      const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
      return { date: day.format(task.endsAt), days: task.days };
    }
    case 'schools-silent':
      return { notice: task.notice, silent: task.silent, schools: task.schools };
    case 'clock-stepped':
      return { minutes: task.minutes };
    case 'claim-unattached':
      return { statement: task.statement };
    case 'blast-radius':
    case 'closed-page':
    case 'watcher-blind':
    case 'release-refused':
    case 'share-refused':
      return {};
  }
}
