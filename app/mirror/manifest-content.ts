import type { ManifestContent } from '../../core/mirror/canonical-manifest.ts';
import type { ManifestFile } from '../../core/mirror/manifest.ts';
import type { PlatformId } from '../../core/units.ts';
import type { LessonSet } from './ports.ts';

/** What a build came to, as its manifest tells it. */
export function manifestContent(build: {
  readonly platform: PlatformId;
  readonly title: string;
  readonly sets: readonly LessonSet[];
  readonly files: readonly ManifestFile[];
  readonly aliases: { readonly [original: string]: string };
}): ManifestContent {
  const { platform, title, sets, files, aliases } = build;
  const written = new Set(files.map(({ path }) => path));
  const said = (read: (set: LessonSet) => string | undefined): string =>
    [...new Set(sets.flatMap((set) => read(set) ?? []))].join(' ; ');
  return {
    version: 1,
    platform,
    title,
    licence: said((set) => set.licence),
    attribution: said((set) => set.attribution),
    files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    // A page that turned out unreadable answers nowhere.
    aliases: Object.fromEntries(Object.entries(aliases).filter(([, path]) => written.has(path))),
  };
}
