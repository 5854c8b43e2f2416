// Goal: no address of Moodle about somebody is ever asked for, and its lessons beside them are.
// Method: its programs, parts of files and parameters by table, each with a neighbour that is none.
import { describe, expect, it } from 'vitest';
import { isPersonalAddress } from '../../../../core/mirror/crawl/personal-address.ts';

const words = (list: string): readonly string[] => list.split(' ');
const isAbout = (address: string): boolean => isPersonalAddress(address, false);
const each = (addresses: readonly string[]) => addresses.filter((one) => !isAbout(one));
const none = (addresses: readonly string[]) => addresses.filter(isAbout);

describe('a program of Moodle', () => {
  it('in a folder about people is one, however deep', () => {
    const folders = words(
      'admin analytics auth backup badges blog calendar cohort comment competency enrol files grade group message my notes portfolio privacy rating report tag user',
    );
    for (const folder of folders) {
      expect(
        each([`/${folder}/x.php`, `/m/${folder}/a-b/c/x-y.php`, `/${folder}/x.php/1`]),
      ).toEqual([]);
      // The word alone is one.
      if (folder === 'notes') continue;
      expect(none([`/${folder}/x.phpx`, `/x${folder}/x.php`, `/${folder}/a!/x.php`])).toEqual([]);
    }
  });

  it('about a course’s people is one', () => {
    expect(each(['/course/loginas.php', '/course/recent.php', '/course/user.php'])).toEqual([]);
    expect(none(['/course/user.phpx', '/course/user.php/1', '/course/view.php'])).toEqual([]);
  });

  it('of a module where people write is one', () => {
    for (const name of words(
      'attendance chat choice data feedback forum hsuforum journal oublog ouwiki questionnaire scheduler survey workshop',
    )) {
      expect(
        each([
          `/mod/${name}/`,
          `/mod/${name}/view.php`,
          `/mod/${name}/a/b-c/`,
          `/mod/${name}/a/b/x`,
        ]),
      ).toEqual([]);
      expect(
        none([
          `/mod/${name}`,
          `/mod/${name}x/`,
          `/mod/${name}/a.html`,
          `/mod/${name}/a!/b`,
          `/mod/${name}/view.phpx`,
        ]),
      ).toEqual([]);
    }
  });

  it.each(['assign', 'quiz'])('of %s is one, but its pages that tell the task', (name) => {
    expect(none([`/mod/${name}/index.php`, `/mod/${name}/view.php`])).toEqual([]);
    expect(
      each([
        `/mod/${name}/a/lib.php`,
        `/mod/${name}/view.php.php`,
        `/mod/${name}/viewx.php`,
        `/mod/${name}/a-b.php`,
      ]),
    ).toEqual([`/mod/${name}/view.php.php`]);
    expect(
      none([
        `/mod/${name}/lib.phpx`,
        `/mod/${name}/.php`,
        `/mod/${name}/a!.php`,
        `/mod/${name}/lib.html`,
      ]),
    ).toEqual([]);
  });

  it('of a wiki’s past is one', () => {
    expect(
      each(
        words('comments diff edit editcomments history viewversion').map(
          (one) => `/mod/wiki/${one}.php`,
        ),
      ),
    ).toEqual([]);
    expect(
      none([
        '/mod/wiki/view.php',
        '/mod/wiki/diff.phpx',
        '/mod/wiki/edit-x.php',
        '/mod/wiki/xdiff.php',
      ]),
    ).toEqual([]);
  });

  it('about answers is one in any module', () => {
    const names = words(
      'attempt attempts essay grad grade grading overrid overrides report reportx response responses result results review reviewx submission submissions user users',
    );
    for (const name of names) {
      expect(each([`/mod/x_1/${name}`, `/mod/x/${name}/a`, `/mod/x/${name}.php`])).toEqual([]);
      expect(none([`/mod/x/${name}-a`, `/mod/x/a${name}`, `/mod/x/${name}.html`])).toEqual([]);
    }
  });

  it('about answers is none in what is no module', () => {
    expect(none(['/mod/x-y/grade', '/mod/x/y/attempts', '/x/mod/users'])).toEqual([]);
  });

  it('that gives out files of one person is one', () => {
    expect(
      each(['/draftfile.php', '/draftfile.php/1', '/tokenpluginfile.php/x', '/rss/file.php']),
    ).toEqual([]);
    expect(none(['/draftfile.phpx', '/file.php/1', '/xdraftfile.php'])).toEqual([]);
  });

  it('that gives out what somebody handed in is one', () => {
    const areas = words(
      'user badges blog grade gradereport assignsubmission assignsubmission_file assignfeedback assignfeedback_x mod_chat mod_data mod_forum mod_workshop question/response question/response_x',
    );
    for (const area of areas) {
      expect(each([`/pluginfile.php/12/${area}`, `/pluginfile.php/1/${area}/a.pdf`])).toEqual([]);
      expect(
        none([
          `/pluginfile.php/x/${area}`,
          `/pluginfile.php/1/${area}-x`,
          `/pluginfile.php/1/x${area}`,
        ]),
      ).toEqual([]);
    }
    expect(none(['/pluginfile.php/1/assign/x', '/pluginfile.php/1/mod_page/x'])).toEqual([]);
  });
});

describe('a parameter', () => {
  it('that asks for somebody is one, unless it says nobody', () => {
    const names = words(
      'attempt attemptid attempt_id authorid eleve eleveid eleve_id ideleve id_eleve student studentid student_id userid user_id useridlistid',
    );
    expect(each(names.map((name) => `/x?${name}=1`))).toEqual([]);
    expect(each(names.map((name) => `/x?a=b&${name.toUpperCase()}=1`))).toEqual([]);
    expect(
      none(
        names.flatMap((name) => [`/x?${name}=`, `/x?${name}`, `/x?x${name}=1`, `/x?${name}x=1`]),
      ),
    ).toEqual([]);
  });

  it('action that hands in or grades is one, under that name alone', () => {
    const values = words(
      'editsubmission grade grader grading gradeall gradingtable viewpluginassign viewpluginassignsubmission',
    );
    expect(each(values.map((value) => `/x?action=${value}`))).toEqual([]);
    expect(
      none(
        values.flatMap((value) => [
          `/x?act=${value}`,
          `/x?action=x${value}`,
          `/x?action=${value}-x`,
        ]),
      ),
    ).toEqual([]);
    expect(none(['/x?action=view', '/x?action=', '/x'])).toEqual([]);
  });
});
