import { overallOf } from '../../../app/views/status-view.ts';
import type { StatusView } from '../../../app/views/status-view.ts';
import type { Words } from '../../../app/views/words.ts';
import type { PlatformSet } from './platform-set.ts';

/** The state of some platforms alone, and the words that concern them. */
export function setView(view: StatusView, { platforms }: PlatformSet, words: Words): StatusView {
  const isOurs = view.platforms.map(({ id }) => platforms.includes(id));
  const lines = view.platforms.filter((_, index) => isOurs[index]);
  const incidents = view.incidents.filter(({ platform }) => platforms.includes(platform));
  const names = new Set(lines.map(({ name }) => name));
  return {
    ...view,
    platforms: lines,
    ...(view.push && { push: { ...view.push, platforms: [...platforms] } }),
    history: view.history.filter((_, index) => isOurs[index]),
    incidents,
    messages: view.messages.filter(({ platformName }) => names.has(platformName)),
    drill: lines.some(({ drill }) => drill),
    overall: overallOf(lines, view.stale, words),
  };
}
