/** Links with a script of their own; `1` and `2` stand for their numbers. */
const SCRIPTS: { readonly [code: string]: string } = {
  BOOKVIEWBYBCH: '/mod/book/view.php?b=1&chapterid=2',
  BOOKVIEWBYIDCH: '/mod/book/view.php?id=1&chapterid=2',
  COURSESECTIONBYID: '/course/section.php?id=1',
  COURSEVIEWBYID: '/course/view.php?id=1',
  DATAVIEWRECORD: '/mod/data/view.php?d=1&rid=2',
  FORUMDISCUSSIONVIEW: '/mod/forum/discuss.php?d=1',
  FORUMDISCUSSIONVIEWINSIDE: '/mod/forum/discuss.php?d=1#p2',
  FORUMDISCUSSIONVIEWPARENT: '/mod/forum/discuss.php?d=1&parent=2',
  LESSONVIEWPAGE: '/mod/lesson/view.php?id=1&pageid=2',
  PLUGINFILEBYCONTEXT: '/pluginfile.php/1',
};

/**
 * The address that a backup shortened to a code and its numbers, from the Moodle's own root. An
 * activity is named by its number in the course (`VIEWBYID`) or within its kind (`VIEWBYB`, by the
 * letter of its parameter).
 *
 * A code that nobody here knows becomes an address that no Moodle has: as a dead link it turns into
 * text when its page is cleaned, where `/` would lead to the home page.
 *
 * @see https://docs.moodle.org/dev/Backup_2.0_general_architecture encoding of links
 */
export function originalAddress(
  code: string,
  [first = '', second = '']: readonly string[],
): string {
  const script = Object.hasOwn(SCRIPTS, code) ? SCRIPTS[code] : undefined;
  if (script !== undefined)
    return script.replace(/[12]/g, (number) => (number === '1' ? first : second));
  const [, module = '', way = ''] = /^([A-Z0-9_]+?)(VIEWBYID|VIEWBY[A-Z]|INDEX)$/.exec(code) ?? [];
  if (module === '') return `/preau-unknown/${code}/${first}`;
  const folder = `/mod/${module.toLowerCase()}`;
  if (way === 'INDEX') return `${folder}/index.php?id=${first}`;
  return `${folder}/view.php?${way.slice('VIEWBY'.length).toLowerCase()}=${first}`;
}
