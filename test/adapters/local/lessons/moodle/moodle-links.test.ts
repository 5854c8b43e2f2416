// Goal: the links of a teacher's text lead where they led on Moodle, however they are written.
// Method: one link each, with what must come out.
import { expect, it } from 'vitest';
import { fileKey, leadLinks } from '../../../../../adapters/local/lessons/moodle/moodle-links.ts';

const place = {
  page: 'livre/un.html',
  contextId: '7',
  component: 'mod_page',
  area: 'content',
  itemId: '0',
};
const links = {
  top: '/ent',
  addresses: new Map([
    ['/ent/mod/page/view.php?id=12', 'deux.html'],
    ['/ent/mod/book/view.php?b=3', 'livre.html'],
    ['/ent/course/section.php?id=9', 'section.html'],
  ]),
  files: new Map([[fileKey(place, 'a & é.png'), 'livre/a & é.png']]),
};

it.each([
  ['"@@PLUGINFILE@@/a &amp; é.png"', '"./a%20%26%20%C3%A9.png"'],
  ["'@@PLUGINFILE@@/a%20%26%20%C3%A9.png?time=3#x'", "'./a%20%26%20%C3%A9.png'"],
  ['![](@@PLUGINFILE@@/a%20%26%20%C3%A9.png)', '![](./a%20%26%20%C3%A9.png)'],
  ['"@@PLUGINFILE@@/perdu%ZZ.png"', '"/ent/pluginfile.php/7/mod_page/content/perdu%25ZZ.png"'],
  ['$@PAGEVIEWBYID*12@$', '../deux.html'],
  ['$@PAGEVIEWBYID*13@$', '/ent/mod/page/view.php?id=13'],
  ['$@BOOKVIEWBYIDCH*3*4@$', '/ent/mod/book/view.php?id=3&chapterid=4'],
  ['$@COURSEVIEWBYID*2@$', '/ent/course/view.php?id=2'],
  ['$@QUIZINDEX*2@$', '/ent/mod/quiz/index.php?id=2'],
  ['$@PLUGINFILEBYCONTEXT*9@$/mod_page/x', '/ent/pluginfile.php/9/mod_page/x'],
  ['$@BOOKVIEWBYB*3@$', '../livre.html'],
  ['$@BOOKVIEWBYBCH*3*4@$', '/ent/mod/book/view.php?b=3&chapterid=4'],
  ['$@GLOSSARYVIEWBYG*5@$', '/ent/mod/glossary/view.php?g=5'],
  ['$@DATAVIEWRECORD*3*4@$', '/ent/mod/data/view.php?d=3&rid=4'],
  ['$@FORUMDISCUSSIONVIEW*12@$', '/ent/mod/forum/discuss.php?d=12'],
  ['$@FORUMDISCUSSIONVIEWINSIDE*12*21@$', '/ent/mod/forum/discuss.php?d=12#p21'],
  ['$@COURSESECTIONBYID*9@$', '../section.html'],
  ['$@LESSONVIEWPAGE*3*4@$', '/ent/mod/lesson/view.php?id=3&pageid=4'],
  ['$@GRADEREPORTUSERINDEXBYID*2@$', '/ent/preau-unknown/GRADEREPORTUSERINDEXBYID/2'],
  ['$@CONSTRUCTOR@$', '/ent/preau-unknown/CONSTRUCTOR/'],
  ['@@PLUGINFILE@@', '/ent/pluginfile.php/7/mod_page/content/'],
  ['"@@PLUGINFILE@@"', '"/ent/pluginfile.php/7/mod_page/content/"'],
])('%s', (text, expected) => {
  expect(leadLinks(text, place, links)).toBe(expected);
});
