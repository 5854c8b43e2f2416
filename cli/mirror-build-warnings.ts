import type { BuildReport } from '../app/mirror/build-report.ts';
import type { CliIo } from './frame-io.ts';

/** What somebody should look at before this mirror is published, a sentence each. */
export function buildWarnings(report: BuildReport, words: CliIo['words']): readonly string[] {
  const { manifest, rights, links, pages, pictures, apart } = report;
  const { heavy, stills } = pictures;
  const waiting = rights.filter(({ decision }) => decision === 'waiting').length;
  const say = (key: string): string => words(`mirror.build.${key}`);
  const counted = (key: string, count: number): readonly string[] =>
    count > 0 ? [words(`mirror.build.${key}.${count === 1 ? 'one' : 'more'}`, { count })] : [];
  return [
    ...(manifest.licence === '' ? [say('licenceMissing')] : []),
    ...counted('rightsWaiting', waiting),
    ...counted('deadLinksCount', links.dead),
    ...counted('heavyPictures', heavy.length),
    ...counted('stills', stills.length),
    ...counted('apart', apart.length),
    ...(pages === 0 ? [say('noPages')] : []),
  ];
}
