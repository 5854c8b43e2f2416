import type { StatusView } from '../../../app/views/status-view.ts';
import type { Words } from '../../../app/views/words.ts';
import { ALONE } from '../page-place.ts';
import { renderStatus } from '../render-status.ts';
import { type PlatformSet, setName } from './platform-set.ts';
import { setState } from './set-state.ts';
import { setView } from './set-view.ts';

/** What the schools of each set read: a page and a file for programs, written with the status page. */
export function setFiles(
  view: StatusView,
  words: Words,
  sets: readonly PlatformSet[],
): ReadonlyMap<string, string> {
  return new Map(
    sets.flatMap((set) => {
      const seen = setView(view, set, words);
      const name = setName(set);
      return [
        [`${name}.html`, renderStatus(seen, words, ALONE)],
        [`${name}.json`, setState(seen)],
      ] as const;
    }),
  );
}
