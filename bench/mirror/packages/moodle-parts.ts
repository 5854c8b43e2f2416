import { createHash } from 'node:crypto';
import { type MadeCourse, type MadeFile, PER_SECTION, PICTURE } from './a-course.ts';
import type { Part } from './pack.ts';

/** When the backup was made: 6 April 2021, 6:00 UTC, in seconds. */
const MADE_AT = 1_617_688_800;

/** One activity: a page with its picture, or a document. */
interface Activity {
  readonly id: number;
  readonly module: 'page' | 'resource';
  readonly title: string;
  readonly html: string;
  readonly file: MadeFile;
}

/**
 * A course as Moodle's backups hold it: a folder per activity, and a pool of files by their SHA-1.
 *
 * @see https://docs.moodle.org/dev/Backup_2.0_general_architecture
 */
export function moodleParts({ pages, documents }: MadeCourse): readonly Part[] {
  const activities: Activity[] = [
    ...pages.map(({ title, html, picture }, index) => ({
      id: index + 1,
      module: 'page' as const,
      title,
      html: html.replace(PICTURE, `@@PLUGINFILE@@/${picture.name}`),
      file: picture,
    })),
    ...documents.map((file, index) => ({
      id: pages.length + index + 1,
      module: 'resource' as const,
      title: file.name,
      html: '',
      file,
    })),
  ];
  const sections = Array.from({ length: Math.ceil(activities.length / PER_SECTION) }, (_, index) =>
    activities.slice(index * PER_SECTION, (index + 1) * PER_SECTION),
  );
  return [
    xml('moodle_backup.xml', summary(sections)),
    xml(
      'course/course.xml',
      '<course id="7" contextid="500"><fullname>Un cours</fullname><summary></summary><summaryformat>1</summaryformat><lang>fr</lang></course>',
    ),
    xml('files.xml', `<files>${activities.map(fileLine).join('')}</files>`),
    ...sections.map(sectionPart),
    ...activities.flatMap(activityParts),
    ...activities.map(({ file }) => poolPart(file)),
  ];
}

const xml = (name: string, body: string): Part => ({
  name,
  bytes: new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`),
});

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

const folderOf = ({ id, module }: Activity): string => `activities/${module}_${id}`;

const sectionId = (index: number): number => 900 + index;
const contextId = ({ id }: Activity): number => 10_000 + id;

function summary(sections: readonly (readonly Activity[])[]): string {
  const activities = sections.flatMap((own, index) =>
    own.map(
      (one) =>
        `<activity><moduleid>${one.id}</moduleid><sectionid>${sectionId(index)}</sectionid><modulename>${one.module}</modulename><title>${escaped(one.title)}</title><directory>${folderOf(one)}</directory></activity>`,
    ),
  );
  const lines = sections.map(
    (_, index) =>
      `<section><sectionid>${sectionId(index)}</sectionid><title>Partie ${index}</title><directory>sections/section_${sectionId(index)}</directory></section>`,
  );
  return `<moodle_backup><information><backup_date>${MADE_AT}</backup_date><original_wwwroot>https://ent.lecons.test/moodle</original_wwwroot><original_course_id>7</original_course_id><original_course_fullname>Un cours</original_course_fullname><original_course_contextid>500</original_course_contextid><contents><activities>${activities.join('')}</activities><sections>${lines.join('')}</sections></contents></information></moodle_backup>`;
}

const sectionPart = (activities: readonly Activity[], index: number): Part =>
  xml(
    `sections/section_${sectionId(index)}/section.xml`,
    `<section id="${sectionId(index)}"><number>${index}</number><name>Partie ${index}</name><summary></summary><summaryformat>1</summaryformat><sequence>${activities.map(({ id }) => id).join(',')}</sequence><visible>1</visible><availabilityjson>$@NULL@$</availabilityjson></section>`,
  );

function activityParts(activity: Activity): readonly Part[] {
  const { id, module, title, html } = activity;
  const content =
    module === 'page'
      ? `<content>${escaped(html)}</content><contentformat>1</contentformat>`
      : '<revision>1</revision>';
  return [
    xml(
      `${folderOf(activity)}/module.xml`,
      `<module id="${id}"><modulename>${module}</modulename><sectionid>${sectionId(Math.floor((id - 1) / PER_SECTION))}</sectionid><visible>1</visible><visibleoncoursepage>1</visibleoncoursepage><availability>$@NULL@$</availability><downloadcontent>1</downloadcontent></module>`,
    ),
    xml(
      `${folderOf(activity)}/${module}.xml`,
      `<activity id="${20_000 + id}" moduleid="${id}" modulename="${module}" contextid="${contextId(activity)}"><${module} id="${20_000 + id}"><name>${escaped(title)}</name><intro></intro><introformat>1</introformat>${content}</${module}></activity>`,
    ),
  ];
}

const fileLine = (activity: Activity): string =>
  `<file id="${activity.id}"><contenthash>${sha1(activity.file.bytes)}</contenthash><contextid>${contextId(activity)}</contextid><component>mod_${activity.module}</component><filearea>content</filearea><itemid>0</itemid><filepath>/</filepath><filename>${escaped(activity.file.name)}</filename><userid>4</userid><filesize>${activity.file.bytes.length}</filesize><author>$@NULL@$</author><license>cc</license><sortorder>0</sortorder></file>`;

function poolPart({ bytes }: MadeFile): Part {
  const hash = sha1(bytes);
  return { name: `files/${hash.slice(0, 2)}/${hash}`, bytes };
}
