import { type StatusExtras, statusView } from '../../app/views/status-view.ts';
import type { PageWords } from '../../app/views/words.ts';
import type { RenderNotice } from '../../app/views/rendered-notice.ts';
import type { State } from '../../core/incident/state.ts';
import type { Policy } from '../../core/policy.ts';
import type { PlatformSet } from './etab/platform-set.ts';
import { setFiles } from './etab/set-files.ts';
import { MISSING_PAGE } from '../../config/missing-page.ts';
import { folderOf, placeOf } from './page-place.ts';
import { renderMissing } from './render-missing.ts';
import { languageFiles, statusFiles } from './status-files.ts';

/** One language of the page, and how its notices are worded there. */
export interface SiteLanguage extends PageWords {
  readonly render: RenderNotice;
}

/**
 * Every file of the status page in all of its languages, by path from its root, the first page
 * first, for the `Pages` port: the first language at the root with the feeds, each other one in a
 * folder of its own; last, what is shown at an address where nothing is.
 *
 * @param sets the platforms of schools that have pages of their own, in the first language
 */
export function statusSite(
  state: State,
  policy: Policy,
  extras: Omit<StatusExtras, keyof SiteLanguage>,
  languages: readonly SiteLanguage[],
  sets: readonly PlatformSet[] = [],
): ReadonlyMap<string, string> {
  const tags = languages.map(({ language }) => language);
  return new Map([
    ...languages.flatMap((said, index) => {
      const view = statusView(state, policy, { ...extras, ...said });
      const place = placeOf(tags, index);
      const files = index === 0 ? statusFiles : languageFiles;
      const folder = folderOf(said.language, tags);
      const ofSchools = index === 0 ? setFiles(view, said.words, sets) : [];
      return [...files(view, said.words, place), ...ofSchools].map(
        ([path, text]) => [`${folder}${path}`, text] as const,
      );
    }),
    [MISSING_PAGE, renderMissing(languages)],
  ]);
}
