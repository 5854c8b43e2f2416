// Goal: what a platform keeps about people is never asked for, and lessons about the same words stay.
// Method: the addresses of Moodle and of the ENTs by example, with a session and without; a property over lessons' names.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPersonalAddress } from '../../../../core/mirror/crawl/personal-address.ts';
import { isPersonal, scopeRefusal } from '../../../../core/mirror/crawl/scope.ts';

const ALWAYS = [
  '/user/index.php?id=2',
  '/moodle/user/profile.php?id=42',
  '/user/view.php?course=2&id=42',
  '/grade/report/user/index.php?id=2',
  '/message/index.php',
  '/mod/forum/discuss.php?d=7',
  '/mod/forum/post.php?reply=12',
  '/mod/forum/view.php?id=3',
  '/mod/assign/view.php?action=grading&id=9',
  '/mod/quiz/review.php?attempt=12',
  '/mod/quiz/attempt.php?attempt=12',
  '/mod/scorm/report.php?id=4',
  '/blog/index.php?userid=3',
  '/calendar/export.php',
  '/calendar/export_execute.php?preset_what=all',
  '/badges/mybadges.php',
  '/admin/tool/lp/plans.php',
  '/notes/index.php',
  '/comment/comment_ajax.php',
  '/files/index.php',
  '/portfolio/add.php',
  '/course/user.php?id=2&mode=grade',
  '/pluginfile.php/5/user/icon/boost/f1',
  '/pluginfile.php/31/assignsubmission_file/submission_files/7/devoir.pdf',
  '/pluginfile.php/31/mod_forum/attachment/7/photo.jpg',
  '/tokenpluginfile.php/0123456789abcdef/31/mod_page/content/1/a.png',
  '/rss/file.php/31/0123456789abcdef/mod_forum/7/rss.xml',
  '/x.php?userid=42',
  '/messagerie',
  '/ent/Carnet-de-liaison/',
  '/vie-scolaire/3eB',
  '/annuaire',
  '/userbook/annuaire',
  '/profil/kevin',
  '/notes/',
  '/absences',
  '/devoirs-rendus/12',
  '/casier',
];

const MEMBERS = [
  '/user/',
  '/forum/12',
  '/blog/de-kevin',
  '/calendar/',
  '/comments/3',
  '/cours/notes.html',
  '/participants.html',
];

const LESSONS = [
  '/cours/profil-d-un-cours-d-eau.html',
  '/cours/carnet-de-voyage/',
  '/course/view.php?id=2',
  '/mod/page/view.php?id=4',
  '/mod/assign/view.php?id=9',
  '/mod/quiz/view.php?id=9',
  '/mod/book/view.php?chapterid=2&id=1',
  '/pluginfile.php/31/mod_page/content/1/a.png',
  '/pluginfile.php/31/mod_resource/content/1/le-message.pdf',
  '/',
];

describe('an address about people', () => {
  it.each(ALWAYS)('%s is one, whoever asks', (address) => {
    expect([isPersonalAddress(address, false), isPersonalAddress(address, true)]).toEqual([
      true,
      true,
    ]);
  });

  it.each(MEMBERS)('%s is one where members are shown more', (address) => {
    expect([isPersonalAddress(address, false), isPersonalAddress(address, true)]).toEqual([
      false,
      true,
    ]);
  });

  it.each(LESSONS)('%s is none', (address) => {
    expect(isPersonalAddress(address, true)).toBe(false);
  });

  it('is no title that only holds such a word', () => {
    const word = fc.constantFrom('notes', 'profil', 'messagerie', 'forum', 'casier', 'absences');
    fc.assert(
      fc.property(word, fc.constantFrom('sur', 'un', 'le'), (one, other) => {
        expect(isPersonalAddress(`/cours/${one}-${other}-lecon.html`, true)).toBe(false);
      }),
    );
  });
});

describe('the scope of a crawl', () => {
  const scope = (
    include: readonly string[],
    isMember: boolean,
    starts: readonly string[] = [],
  ) => ({
    hosts: ['ent.example.fr'],
    include,
    exclude: [],
    depth: 9,
    isMember,
    starts,
  });
  const judge = (address: string, include: readonly string[], isMember: boolean) =>
    scopeRefusal(scope(include, isMember), { host: 'ent.example.fr', address }, 'asset');

  it('leaves people out, pictures included', () => {
    expect(judge('/pluginfile.php/5/user/icon/f1.png', [], false)).toBe('personal');
  });

  it('lets an owner name a folder of an open site that only sounds so, and never with a session', () => {
    expect(judge('/notes/ch1.html', ['/notes/'], false)).toBeNull();
    expect(judge('/notes/ch1', [], false)).toBe('personal');
    expect(judge('/notes/ch1.html', ['/notes/'], true)).toBe('personal');
    expect(judge('/notes/index.php?userid=3', ['/'], false)).toBe('personal');
    expect(isPersonal(scope([], false, ['/notes/index.html']), '/notes/ch1')).toBe(false);
  });

  it('asks for a start about people to find what it links to, and never shows it', () => {
    const begun = scope([], true, ['/my/courses.php']);
    const start = { host: 'ent.example.fr', address: '/my/courses.php' };
    expect(scopeRefusal(begun, start, 'page')).toBeNull();
    expect(isPersonal(begun, '/my/courses.php')).toBe(true);
  });
});
