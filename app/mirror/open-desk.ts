import type { Sha256 } from '../../core/units.ts';
import { buildDay } from './build-day.ts';
import type { BuildMirrorRequest } from './build-mirror.ts';
import { newTally } from './build-report.ts';
import type { TextShelf } from './kept-text.ts';
import type { PageMemory } from './page-memory.ts';
import type { SitePlan } from './plan-site.ts';
import type { LeftOut, LessonMarkup, LessonSet, MirrorWords } from './ports.ts';
import { countWords, packWords } from './search/count-words.ts';
import { keeperOfKeys } from './search/weigh-words.ts';
import type { Stemmers } from './search/write-index.ts';
import type { ShownPicture } from './shown-picture.ts';
import { THEME } from './theme.ts';
import type { WritingDesk } from './writing-desk.ts';

/** All that the pages of one build have in common, wherever each of them is written. */
export function openDesk(
  ports: {
    readonly words: MirrorWords;
    readonly markup: LessonMarkup;
    readonly hashText: (text: string) => Sha256;
    readonly shelf?: TextShelf | undefined;
    readonly memory?: PageMemory | undefined;
    /** Of use where pages are remembered with their words counted. */
    readonly stemmers?: Stemmers | undefined;
  },
  request: Omit<BuildMirrorRequest, 'onProgress'>,
  source: { readonly sets: readonly LessonSet[]; readonly leftOut: readonly LeftOut[] },
  plan: SitePlan,
): WritingDesk {
  const frame = {
    language: request.language,
    title: request.title ?? source.sets[0]?.title ?? request.platform,
    day: buildDay(request.builtAt, request.language, request.timeZone ?? 'Europe/Paris'),
    // Its name changes with its bytes: the only file that browsers may keep for long.
    themePath: `/_preau/theme.${ports.hashText(THEME).slice(0, 12)}.css`,
    words: ports.words,
  };
  const hosts = [...(request.ownHosts ?? []), ...source.sets.flatMap((set) => set.hosts ?? [])];
  const ownHosts = [...new Set(hosts.map((host) => host.toLowerCase()))];
  const tally = newTally([...source.leftOut, ...plan.leftOut]);
  const planned = new Map(plan.files.map((file) => [file.path, file]));
  const pictures = new Map<string, ShownPicture>();
  return {
    frame,
    plan,
    markup: ports.markup,
    ownHosts,
    tally,
    planned,
    pictures,
    absent: new Set(),
    shown: new Map(),
    crossing: new Set(),
    shelf: ports.shelf,
    memory: ports.memory,
    hashText: ports.hashText,
    countWords: ports.memory && wordCounter(ports.stemmers, request.language),
    licences: licencesOf(plan),
  };
}

function wordCounter(
  stemmers: Stemmers | undefined,
  language: 'fr' | 'en',
): WritingDesk['countWords'] {
  if (stemmers === undefined) return undefined;
  const keyOf = keeperOfKeys(stemmers[language], language);
  return (text) => packWords(countWords(text, keyOf));
}

const isLicence = (path: string): boolean => /\/(licen[cs]e|copying)[^/]*\.txt$/i.test(path);

/** The first of each set: asked for once, for every page names it. */
function licencesOf({ files }: SitePlan): ReadonlyMap<LessonSet, string> {
  const first = new Map<LessonSet, string>();
  for (const { path, set } of files) if (isLicence(path) && !first.has(set)) first.set(set, path);
  return first;
}
