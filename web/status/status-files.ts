import type { StatusView } from '../../app/views/status-view.ts';
import type { Words } from '../../app/views/words.ts';
import { renderMessages, renderStatus } from './render-status.ts';
import { summary } from './summary.ts';

/** Every file of the status page, by its path from the page's root, for the `Pages` port. */
export function statusFiles(view: StatusView, words: Words): ReadonlyMap<string, string> {
  return new Map([
    ['index.html', renderStatus(view, words)],
    ['messages.html', renderMessages(view, words)],
    ['api/v2/summary.json', summary(view)],
  ]);
}
