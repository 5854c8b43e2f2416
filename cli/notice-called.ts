import { PreauError } from '../core/errors.ts';
import type { State } from '../core/incident/state.ts';
import type { Notice } from '../core/notice/notice.ts';

/**
 * The notice that people mean, by its id.
 *
 * @throws PreauError `not-found` naming those that there are
 */
export function noticeCalled({ notices }: State, asked: string): Notice {
  const found = notices[asked];
  if (found !== undefined) return found;
  const known = Object.keys(notices).join(', ');
  throw new PreauError(
    'not-found',
    `expected a notice of the journal, got "${asked}"; there are: ${known || 'none'}`,
    { said: { key: 'home.notice', values: { asked, known: known || '–' } } },
  );
}
