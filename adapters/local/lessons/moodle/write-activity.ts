import { relativeHref } from '../../../../core/mirror/site-link.ts';
import { escapeHtml } from '../../../../core/mirror/markup-policy.ts';
import { linkTo, noteHtml } from '../package/written-page.ts';
import { activityKind } from './activity-kinds.ts';
import type { CourseDesk } from './course-desk.ts';
import type { Activity } from './course-parts.ts';
import { moodleHtml } from './moodle-text.ts';
import type { CoursePage } from './name-course.ts';
import type { NamedFile } from './name-files.ts';
import { type ActivityTexts, readTexts } from './read-texts.ts';

type ActivityPage = Extract<CoursePage, { kind: 'activity' }>;
type ChapterPage = Extract<CoursePage, { kind: 'chapter' }>;

/** The body of an activity's page. What cannot work says what it was and what to do instead. */
export async function writeActivity(desk: CourseDesk, page: ActivityPage): Promise<string> {
  const texts = await readTexts(desk.archive, page.activity);
  const { activity } = page;
  const intro = texts.showsIntro ? introHtml(desk, activity, texts, page.name) : '';
  if (activity.module === 'page') return intro + contentHtml(desk, activity, texts, page.name);
  if (activity.module === 'book') return intro + chapterList(desk, page);
  if (activity.module === 'resource' || activity.module === 'folder') {
    return intro + fileList(desk, page, 'content');
  }
  if (activity.module === 'url') return intro + outwardLink(desk, texts.externalUrl);
  return explained(desk, page, texts, intro);
}

/** The text that a label puts on the page of its section. */
export async function labelHtml(
  desk: CourseDesk,
  activity: Activity,
  pageName: string,
): Promise<string> {
  return introHtml(desk, activity, await readTexts(desk.archive, activity), pageName);
}

/** The body of one chapter's page. */
export async function writeChapter(desk: CourseDesk, page: ChapterPage): Promise<string> {
  const { activity, chapter, name } = page;
  const place = { ...placeOf(activity, 'chapter', name), itemId: chapter.id };
  return moodleHtml(await desk.readChapter(activity, chapter.id), place, desk);
}

const placeOf = ({ module, contextId }: Activity, area: string, page: string) => ({
  page,
  contextId,
  component: `mod_${module}`,
  area,
  itemId: '0',
});

const introHtml = (
  desk: CourseDesk,
  activity: Activity,
  { intro }: ActivityTexts,
  page: string,
): string =>
  intro.text === '' ? '' : `${moodleHtml(intro, placeOf(activity, 'intro', page), desk)}\n`;

const contentHtml = (
  desk: CourseDesk,
  activity: Activity,
  { content }: ActivityTexts,
  page: string,
): string => moodleHtml(content, placeOf(activity, 'content', page), desk);

function chapterList(desk: CourseDesk, { name, activity }: ActivityPage): string {
  const chapters = desk.pages.filter(
    (page) => page.kind === 'chapter' && page.activity.cmid === activity.cmid,
  );
  const lines = chapters.flatMap((page) =>
    'name' in page
      ? [`<li>${linkTo(relativeHref(`/${name}`, `/${page.name}`), page.title)}</li>`]
      : [],
  );
  return lines.length === 0 ? '' : `<ul>\n${lines.join('\n')}\n</ul>`;
}

/** Pictures are shown; the file that a resource opens with comes first. */
function fileList(desk: CourseDesk, { name, activity }: ActivityPage, area: string): string {
  const files = desk.filesOf(activity.contextId).filter(({ file }) => file.area === area);
  const inOrder = files.toSorted((a, b) => Number(b.file.isMain) - Number(a.file.isMain));
  if (inOrder.length === 0) return noteHtml(desk.words('leftOut.missing-file'));
  const [only] = inOrder;
  if (inOrder.length === 1 && only !== undefined && isPicture(only)) {
    return `<p><img src="${escapeHtml(relativeHref(`/${name}`, `/${only.name}`))}" alt="${escapeHtml(only.file.path)}"></p>`;
  }
  const lines = inOrder.map(
    (one) => `<li>${linkTo(relativeHref(`/${name}`, `/${one.name}`), one.file.path)}</li>`,
  );
  return `<ul>\n${lines.join('\n')}\n</ul>`;
}

const isPicture = ({ name }: NamedFile): boolean =>
  /\.(?:png|jpe?g|gif|webp|svg|avif)$/i.test(name);

function outwardLink(desk: CourseDesk, address: string): string {
  if (!/^https?:\/\//i.test(address)) {
    return noteHtml(desk.words('package.brokenAddress', { address: address.slice(0, 300) }));
  }
  return `<p>${escapeHtml(desk.words('package.address'))} ${linkTo(address, address)}</p>`;
}

function explained(
  desk: CourseDesk,
  page: ActivityPage,
  { questions }: ActivityTexts,
  intro: string,
): string {
  const { says, toDo } = activityKind(page.activity.module);
  const count = questions === null ? '' : desk.words('package.quizCount', { count: questions });
  const files = desk.filesOf(page.activity.contextId);
  const hasFiles = files.some(({ file }) => file.area === 'introattachment');
  const attached = hasFiles
    ? `<h2>${escapeHtml(desk.words('package.attachments'))}</h2>\n${fileList(desk, page, 'introattachment')}\n`
    : '';
  const what = `${desk.words(says)} ${count}`.trim();
  return `${noteHtml(what)}\n${intro}${attached}${noteHtml(desk.words(toDo))}`;
}
