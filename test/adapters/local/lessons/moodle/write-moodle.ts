import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { writeTar } from '../../archive/archive-fixture.ts';

/** An activity of a course that the test makes up. */
export interface MadeActivity {
  readonly cmid: number;
  readonly module: string;
  readonly title: string;
  readonly intro?: string;
  readonly introFormat?: number;
  /** More elements of its own XML file, ready. */
  readonly inner?: string;
  readonly visible?: 0 | 1;
  /** 0 for one that pupils reach by a link alone. */
  readonly listed?: 0 | 1;
  readonly availability?: string;
  readonly download?: 0 | 1;
}

export interface MadeSection {
  readonly id: number;
  readonly number: number;
  readonly name?: string;
  readonly summary?: string;
  readonly visible?: 0 | 1;
  readonly availability?: string;
  readonly activities: readonly MadeActivity[];
  /** The order, when it is not that of the activities. */
  readonly sequence?: readonly number[];
  /** The instance of the subsection that it is the inside of. */
  readonly subsection?: number;
}

export interface MadeFile {
  readonly contextId: number;
  readonly component: string;
  readonly area: string;
  readonly itemId?: number;
  /** With slashes at both ends. */
  readonly folder?: string;
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly licence?: string;
  readonly author?: string;
  /** Named in files.xml, and not in the pool. */
  readonly isHole?: boolean;
}

export interface MadeCourse {
  readonly site: string;
  readonly courseId: number;
  readonly contextId: number;
  readonly title: string;
  readonly summary?: string;
  readonly language?: string;
  readonly sections: readonly MadeSection[];
  readonly files?: readonly MadeFile[];
  /** Files beside, by name. */
  readonly beside?: Readonly<Record<string, string>>;
}

export type Backup = Readonly<Record<string, string | Uint8Array>>;

/** Tuesday 6 April 2021, 8:00 in Paris, in seconds. */
export const BACKED_UP_AT = 1_617_688_800;

/** The context of an activity, as this writer numbers them. */
export const contextOf = (cmid: number): number => 10_000 + cmid;

/** The instance of an activity, likewise. */
export const instanceOf = (cmid: number): number => 20_000 + cmid;

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A backup in the shape that Moodle 2 to 5 writes, of what a course needs to be read. */
export function writeMoodle(course: MadeCourse): Backup {
  const files: Record<string, string | Uint8Array> = {
    'moodle_backup.xml': summaryXml(course),
    'course/course.xml': courseXml(course),
    'files.xml': xml(`<files>${(course.files ?? []).map(fileXml).join('')}</files>`),
  };
  for (const section of course.sections) {
    files[`sections/section_${section.id}/section.xml`] = sectionXml(section);
    for (const activity of section.activities) addActivity(files, section, activity);
  }
  for (const { content, isHole } of course.files ?? []) {
    if (isHole !== true) files[`files/${sha1(content).slice(0, 2)}/${sha1(content)}`] = content;
  }
  return { ...files, ...course.beside };
}

/** Packed lightly, since tests wait for it. */
export const zipped = (backup: Backup): Uint8Array =>
  zipSync(
    Object.fromEntries(Object.entries(backup).map(([name, text]) => [name, Buffer.from(text)])),
    { level: 1 },
  );

export const tarred = async (backup: Backup): Promise<Uint8Array> => {
  const parts = Object.entries(backup).map(([name, content]) => ({ name, content }));
  return gzipSync(await writeTar(parts), { level: 1 });
};

export const sha1 = (content: string | Uint8Array): string =>
  createHash('sha1').update(content).digest('hex');

/** Longer than what a packer looks back at: a block that is repeated is packed as if it were new. */
const BLOCK = Array.from({ length: 8_192 }, (_, index) =>
  (Math.imul(index, 2_654_435_761) >>> 0).toString(16).padStart(8, '0'),
).join('');

/** So many letters of a text that no archive packs like a bomb. */
export const filler = (letters: number): string =>
  BLOCK.repeat(Math.ceil(letters / BLOCK.length)).slice(0, letters);

const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;

const field = (name: string, value: string | number | undefined): string =>
  `<${name}>${value === undefined ? '$@NULL@$' : escapeXml(String(value))}</${name}>`;

function summaryXml(course: MadeCourse): string {
  const activities = course.sections.flatMap((section) =>
    section.activities.map(
      (activity) =>
        `<activity>${field('moduleid', activity.cmid)}${field('sectionid', section.id)}${field('modulename', activity.module)}${field('title', activity.title)}${field('directory', placeOf(activity))}</activity>`,
    ),
  );
  const sections = course.sections.map(
    ({ id, name }) =>
      `<section>${field('sectionid', id)}${field('title', name ?? '')}${field('directory', `sections/section_${id}`)}</section>`,
  );
  return xml(
    `<moodle_backup><information>${field('backup_date', BACKED_UP_AT)}${field('original_wwwroot', course.site)}${field('original_course_id', course.courseId)}${field('original_course_fullname', course.title)}${field('original_course_contextid', course.contextId)}<contents><activities>${activities.join('')}</activities><sections>${sections.join('')}</sections></contents></information></moodle_backup>`,
  );
}

const courseXml = (course: MadeCourse): string =>
  xml(
    `<course id="${course.courseId}" contextid="${course.contextId}">${field('fullname', course.title)}${field('summary', course.summary ?? '')}${field('summaryformat', 1)}${field('lang', course.language ?? '')}</course>`,
  );

function sectionXml(section: MadeSection): string {
  const sequence = section.sequence ?? section.activities.map(({ cmid }) => cmid);
  const delegated =
    section.subsection === undefined
      ? ''
      : field('component', 'mod_subsection') + field('itemid', section.subsection);
  return xml(
    `<section id="${section.id}">${field('number', section.number)}${field('name', section.name)}${field('summary', section.summary ?? '')}${field('summaryformat', 1)}${field('sequence', sequence.join(','))}${field('visible', section.visible ?? 1)}${field('availabilityjson', section.availability)}${delegated}</section>`,
  );
}

const placeOf = ({ module, cmid }: MadeActivity): string => `activities/${module}_${cmid}`;

function addActivity(
  files: Record<string, string | Uint8Array>,
  section: MadeSection,
  activity: MadeActivity,
): void {
  const { cmid, module, title, intro = '', introFormat = 1, inner = '' } = activity;
  files[`${placeOf(activity)}/module.xml`] = xml(
    `<module id="${cmid}">${field('modulename', module)}${field('sectionid', section.id)}${field('visible', activity.visible ?? 1)}${field('visibleoncoursepage', activity.listed ?? 1)}${field('availability', activity.availability)}${field('downloadcontent', activity.download ?? 1)}</module>`,
  );
  files[`${placeOf(activity)}/${module}.xml`] = xml(
    `<activity id="${instanceOf(cmid)}" moduleid="${cmid}" modulename="${module}" contextid="${contextOf(cmid)}"><${module} id="${instanceOf(cmid)}">${field('name', title)}${field('intro', intro)}${field('introformat', introFormat)}${inner}</${module}></activity>`,
  );
}

function fileXml(file: MadeFile, index: number): string {
  const { contextId, component, area, itemId = 0, folder = '/', name, content } = file;
  return `<file id="${index + 1}">${field('contenthash', sha1(content))}${field('contextid', contextId)}${field('component', component)}${field('filearea', area)}${field('itemid', itemId)}${field('filepath', folder)}${field('filename', name)}${field('userid', 4)}${field('filesize', Buffer.from(content).length)}${field('author', file.author)}${field('license', file.licence)}${field('sortorder', 0)}</file>`;
}
