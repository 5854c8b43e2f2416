// Goal: nothing personal of a backup is on the mirror: no name, no mark, no answer, no message.
// Method: a canary in every place where Moodle keeps what pupils and teachers are, did and wrote.
import { expect, it } from 'vitest';
import type { Archive } from '../../../../../adapters/local/archive/archive.ts';
import { packages } from '../../archive/archive-fixture.ts';
import { readCourse } from './moodle-fixture.ts';
import {
  contextOf,
  type MadeActivity,
  type MadeFile,
  writeMoodle,
  zipped,
} from './write-moodle.ts';

const open = packages();

/** An archive that writes down which of its files are opened. */
function watched(archive: Archive): { readonly archive: Archive; readonly opened: Set<string> } {
  const opened = new Set<string>();
  const noted = (name: string): string => {
    opened.add(name);
    return name;
  };
  const seen = {
    ...archive,
    read: (name: string) => archive.read(noted(name)),
    pieces: (name: string) => archive.pieces(noted(name)),
  };
  return { archive: seen, opened };
}

const CANARY = 'CANARI';
const mark = (place: string): string => `<p>${CANARY}-${place}</p>`.replaceAll('<', '&lt;');

/** What each module keeps of people, in the file that its teacher's text is in. */
const PERSONAL: Readonly<Record<string, string>> = {
  assign: `<submissions><submission id="1"><userid>3</userid><plugin_assignsubmission_onlinetext><submission_assignsubmission_onlinetext><onlinetext>${mark('assign')}</onlinetext></submission_assignsubmission_onlinetext></plugin_assignsubmission_onlinetext></submission></submissions><grades><grade id="1"><feedback>${mark('grade')}</feedback></grade></grades>`,
  book: `<chapters><chapter id="5"><pagenum>1</pagenum><title>Chapitre</title><content>Texte</content><contentformat>1</contentformat><hidden>0</hidden><comments><comment id="1"><content>${mark('comment')}</content></comment></comments></chapter></chapters>`,
  chat: `<messages><message id="1"><userid>3</userid><message_text>${mark('chat')}</message_text></message></messages>`,
  choice: `<options><option id="1"><text>Oui</text></option></options><answers><answer id="1"><userid>${CANARY}</userid></answer></answers>`,
  data: `<records><record id="1"><contents><content id="1"><content>${mark('data')}</content></content></contents></record></records>`,
  feedback: `<completeds><completed id="1"><values><value id="1"><value>${mark('feedback')}</value></value></values></completed></completeds>`,
  forum: `<discussions><discussion id="1"><name>${CANARY}</name><posts><post id="1"><userid>3</userid><subject>${CANARY}</subject><message>${mark('forum')}</message></post></posts></discussion></discussions>`,
  glossary: `<entries><entry id="1"><userid>3</userid><concept>${CANARY}</concept><definition>${mark('glossary')}</definition></entry></entries>`,
  h5pactivity: `<attempts><attempt id="1"><results><result id="1"><description>${mark('h5p')}</description></result></results></attempt></attempts>`,
  lesson: `<pages><page id="1"><title>Page</title><answers><answer id="1"><attempts><attempt id="1"><useranswer>${mark('lesson')}</useranswer></attempt></attempts></answer></answers></page></pages>`,
  page: `<content>Lisible</content><contentformat>1</contentformat><author>${CANARY}</author>`,
  quiz: `<attempts><attempt id="1"><userid>3</userid><question_usage><answer>${mark('quiz')}</answer></question_usage></attempt></attempts><overrides><override id="1"><password>${CANARY}</password></override></overrides>`,
  wiki: `<subwikis><subwiki id="1"><pages><page id="1"><cachedcontent>${mark('wiki')}</cachedcontent></page></pages></subwiki></subwikis>`,
  workshop: `<submissions><submission id="1"><authorid>3</authorid><content>${mark('workshop')}</content></submission></submissions>`,
};

/** Files that hold nothing but people, at the top, of the course and of each activity. */
const FILES = {
  top: [
    'users',
    'grade_history',
    'gradebook',
    'groups',
    'badges',
    'completion',
    'roles',
    'questions',
    'outcomes',
    'scales',
  ],
  course: [
    'enrolments',
    'roles',
    'comments',
    'calendar',
    'logs',
    'logstores',
    'contentbank',
    'inforef',
  ],
  activity: [
    'grades',
    'grade_history',
    'comments',
    'completion',
    'calendar',
    'logs',
    'roles',
    'xapistate',
    'inforef',
  ],
} as const;

const AREAS = [
  ['assignsubmission_file', 'submission_files'],
  ['assignfeedback_file', 'feedback_files'],
  ['mod_forum', 'attachment'],
  ['mod_forum', 'post'],
  ['mod_glossary', 'entry'],
  ['mod_data', 'content'],
  ['mod_workshop', 'submission_content'],
  ['mod_wiki', 'attachments'],
  ['question', 'response_attachments'],
  ['user', 'private'],
  ['user', 'draft'],
  ['user', 'icon'],
  ['backup', 'course'],
  ['contentbank', 'public'],
  ['mod_lesson', 'essay_answers'],
] as const;

it('no canary is in a page, a file, a name, an address, the outline or the report', async () => {
  const modules = Object.keys(PERSONAL);
  const activities = modules.map(
    (module, index): MadeActivity => ({
      cmid: index + 1,
      module,
      title: `Activité ${module}`,
      intro: '<p>Lisible</p>',
      inner: PERSONAL[module] ?? '',
    }),
  );
  const people = `<people><person id="1"><name>${CANARY}</name><firstname>${CANARY}</firstname></person></people>`;
  const beside = [
    ...FILES.top.map((name) => `${name}.xml`),
    ...FILES.course.map((name) => `course/${name}.xml`),
    ...activities.flatMap(({ module, cmid }) =>
      FILES.activity.map((name) => `activities/${module}_${cmid}/${name}.xml`),
    ),
    'moodle_backup.log',
    'blocks/html_1/block.xml',
  ];
  const files = AREAS.flatMap(([component, area]): readonly MadeFile[] =>
    [500, ...activities.map(({ cmid }) => contextOf(cmid))].map((contextId) => ({
      contextId,
      component,
      area,
      name: `${CANARY}.png`,
      content: `${CANARY}-${component}-${area}-${contextId}`,
      author: CANARY,
    })),
  );
  const shown: MadeFile = {
    contextId: contextOf(modules.indexOf('page') + 1),
    component: 'mod_page',
    area: 'content',
    name: 'carte.png',
    content: 'carte',
    author: `${CANARY} du maître`,
    licence: 'cc',
  };
  const backup = writeMoodle({
    site: 'https://ent.example.fr',
    courseId: 2,
    contextId: 500,
    title: 'Cours',
    sections: [{ id: 1, number: 1, name: 'Section', activities }],
    // The summary of another course, which a backup of this one has no business with.
    files: [
      ...files,
      shown,
      { ...shown, contextId: 9, component: 'course', area: 'summary', name: `${CANARY}.png` },
    ],
    beside: Object.fromEntries(beside.map((name) => [name, people])),
  });
  const planted = Object.values(backup).filter((file) => Buffer.from(file).includes(CANARY));
  expect(planted.length).toBeGreaterThan(beside.length + files.length);

  const { archive, opened } = watched(await open(zipped(backup)));
  const { source, names, leftOut, text } = await readCourse(archive);
  const texts = await Promise.all(names.map(text));
  const all = JSON.stringify([
    await source.sets(),
    await source.list(),
    await source.outline?.(),
    texts,
  ]);
  expect(all).not.toContain(CANARY);
  expect(beside.filter((name) => opened.has(name))).toEqual([]);
  expect(names).toHaveLength(1 + 1 + modules.length + 1 + 1);
  expect(texts.filter((one) => one.includes('Lisible')).length).toBe(modules.length);
  expect(leftOut).toEqual([
    ['files.xml', 'other-files'],
    ['questions.xml', 'question-bank'],
    ['users.xml', 'personal'],
  ]);
});
