import type { Archive } from '../../archive/archive.ts';
import type { Activity, MoodleText } from './course-parts.ts';
import { readRecords } from './read-records.ts';

/** The texts of one activity, as its teacher wrote them. */
export interface ActivityTexts {
  readonly intro: MoodleText;
  readonly content: MoodleText;
  /** Whether its page shows the intro above the content, which Moodle lets a teacher choose. */
  readonly showsIntro: boolean;
  /** Where a link leads out; '' for anything else. */
  readonly externalUrl: string;
  /** Questions of a quiz; null for anything else. */
  readonly questions: number | null;
}

const FIELDS = [
  'intro',
  'introformat',
  'content',
  'contentformat',
  'displayoptions',
  'externalurl',
];

/** Read an activity's own texts. What pupils wrote in it is passed over. */
export async function readTexts(archive: Archive, activity: Activity): Promise<ActivityTexts> {
  const { folder, module } = activity;
  const own = `activity/${module}`;
  const question = 'activity/quiz/question_instances/question_instance';
  let fields: ReadonlyMap<string, string> = new Map();
  let questions = 0;
  const shapes = [
    { path: own, fields: FIELDS },
    { path: question, fields: [] },
  ];
  await readRecords(archive, `${folder}${module}.xml`, shapes, (record) => {
    if (record.path === own) fields = record.fields;
    else questions += 1;
  });
  const field = (name: string): string => fields.get(name) ?? '';
  return {
    intro: { text: field('intro'), format: field('introformat') },
    content: { text: field('content'), format: field('contentformat') },
    showsIntro: module !== 'page' || PRINTS_INTRO.test(field('displayoptions')),
    externalUrl: field('externalurl'),
    questions: module === 'quiz' ? questions : null,
  };
}

/** Moodle keeps the choice in PHP's own notation. */
const PRINTS_INTRO = /"printintro";(?:s:1:"1"|[ib]:1)/;
