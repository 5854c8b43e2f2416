import type { TaskWord } from '../../core/incident/task-word.ts';

/** What operators' tasks are about, in the order in which a crisis cell looks at them. */
export const TASK_GROUPS = [
  'clock',
  'watch',
  'turn',
  'mirror',
  'notice',
  'people',
  'claim',
  'cause',
] as const;
export type TaskGroup = (typeof TASK_GROUPS)[number];

/** Which group a task that the core raised is of. */
export function taskGroup(kind: TaskWord['kind']): TaskGroup {
  switch (kind) {
    case 'watcher-blind':
    case 'degraded':
    case 'closed-page':
    case 'clock-stepped':
      return 'watch';
    case 'turn-not-confirmed':
    case 'turn-given-up':
    case 'blast-radius':
    case 'release-refused':
    case 'share-refused':
    case 'action-failed':
      return 'turn';
    case 'mirror-unfit':
    case 'mirror-gone':
    case 'no-way-back':
    case 'certificate-ends':
      return 'mirror';
    case 'notice-given-up':
    case 'over-budget':
    case 'sms-over-budget':
    case 'schools-silent':
      return 'notice';
    case 'claim-unattached':
      return 'claim';
  }
}
