/** Lessons of a chapter. */
export const PER_CHAPTER = 20;

export const chapterOf = (lesson: number): number => Math.ceil(lesson / PER_CHAPTER);

/** An accented name, in NFC as most servers have it. */
const accented = (lesson: number): string => `le\u00e7on-${String(lesson).padStart(4, '0')}`;

/**
 * The path and query of a lesson, encoded: of four lessons one is a script's with its number in the
 * query, one has an accent in its name, one is a folder, one has a space.
 */
export function lessonAddress(lesson: number): string {
  const chapter = `/cours/ch-${chapterOf(lesson)}`;
  const makings = [
    `/mod/page/view.php?id=${lesson}`,
    `${chapter}/${encodeURIComponent(accented(lesson))}.html`,
    `${chapter}/${lesson}/`,
    `${chapter}/page%20${lesson}.html`,
  ];
  return makings[lesson % makings.length] ?? '/';
}

/** The file that the server answers with, below the site's folder. */
export function lessonFile(lesson: number): string {
  const chapter = `cours/ch-${chapterOf(lesson)}`;
  const makings = [
    `mod/page/view/${lesson}.html`,
    `${chapter}/${accented(lesson)}.html`,
    `${chapter}/${lesson}/index.html`,
    `${chapter}/page ${lesson}.html`,
  ];
  return makings[lesson % makings.length] ?? '';
}

/** Another address of the same lesson, which the server turns to it by 302. */
export const redirectAddress = (lesson: number): string => `/r/${lesson}`;

/** The lesson's address as a page of a visitor who is logged in has it. */
export function sessionAddress(lesson: number, key: string): string {
  const address = lessonAddress(lesson);
  return `${address}${address.includes('?') ? '&' : '?'}sesskey=${key}&lang=fr`;
}

/** How links are written: all of them lead to the same lesson. */
export const LINK_FORMS = [
  'plain',
  'absolute',
  'protocol-relative',
  'session',
  'fragment',
  'redirect',
] as const;
export type LinkForm = (typeof LINK_FORMS)[number];

/** The form of the links that stand in the navigation of a lesson, in turn. */
export const formOf = (turn: number): LinkForm => LINK_FORMS[turn % LINK_FORMS.length] ?? 'plain';

/** @param origin with its scheme, without a slash at its end */
export function linkAddress(lesson: number, form: LinkForm, origin: string): string {
  const address = lessonAddress(lesson);
  switch (form) {
    case 'plain':
      return address;
    case 'absolute':
      return origin + address;
    case 'protocol-relative':
      return origin.replace(/^https?:/, '') + address;
    case 'session':
      return sessionAddress(lesson, 'AbC123');
    case 'fragment':
      return `${address}#exercice`;
    case 'redirect':
      return redirectAddress(lesson);
  }
}

/** The lessons before and after, in a ring. */
export const neighbours = (
  lesson: number,
  lessons: number,
): { readonly before: number; readonly after: number } => ({
  before: lesson > 1 ? lesson - 1 : lessons,
  after: lesson < lessons ? lesson + 1 : 1,
});

/** The lessons that some page links to by their redirect, in order: what a mirror is asked for. */
export function redirectedLessons(lessons: number): readonly number[] {
  const found = new Set<number>();
  for (let lesson = 1; lesson <= lessons; lesson += 1) {
    const { before, after } = neighbours(lesson, lessons);
    if (formOf(lesson) === 'redirect') found.add(before);
    if (formOf(lesson + 1) === 'redirect') found.add(after);
  }
  return [...found].toSorted((one, other) => one - other);
}
