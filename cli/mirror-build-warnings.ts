import type { BuildReport } from '../app/mirror/build-report.ts';
import type { CliIo } from './frame-io.ts';

/** What somebody should look at before this mirror is published, a sentence each. */
export function buildWarnings(report: BuildReport, words: CliIo['words']): readonly string[] {
  const { manifest, rights, links, pages, pictures } = report;
  const { heavy, stills } = pictures;
  const waiting = rights.filter(({ decision }) => decision === 'waiting').length;
  const say = (key: string, count?: number): string =>
    words(`mirror.build.${key}`, count === undefined ? {} : { count });
  return [
    ...(manifest.licence === '' ? [say('licenceMissing')] : []),
    ...(waiting > 0 ? [say('rightsWaiting', waiting)] : []),
    ...(links.dead > 0 ? [say('deadLinksCount', links.dead)] : []),
    ...(heavy.length > 0 ? [say('heavyPictures', heavy.length)] : []),
    ...(stills.length > 0 ? [say('stills', stills.length)] : []),
    ...(pages === 0 ? [say('noPages')] : []),
  ];
}
