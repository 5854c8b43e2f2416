/** What is said of an activity that needs a server: keys of `mirror`. */
export interface ActivityKind {
  /** What it was. */
  readonly says: string;
  /** What to do instead. */
  readonly toDo: string;
}

const kind = (says: string): ActivityKind => ({ says, toDo: `${says}ToDo` });

const ASSIGNMENT = kind('package.assignment');
const DISCUSSION = kind('package.discussion');
const MEETING = kind('moodle.meeting');
const POLL = kind('moodle.poll');
const PROGRAM = kind('moodle.program');
const QUIZ = kind('package.quiz');
const TOGETHER = kind('moodle.together');
const TOOL = kind('package.tool');

/** What does not work without Moodle, by the name of the module; any other is `OTHER`. */
const KINDS: { readonly [module: string]: ActivityKind } = {
  assign: ASSIGNMENT,
  assignment: ASSIGNMENT,
  bigbluebuttonbn: MEETING,
  chat: MEETING,
  choice: POLL,
  data: TOGETHER,
  feedback: POLL,
  forum: DISCUSSION,
  game: PROGRAM,
  geogebra: PROGRAM,
  glossary: TOGETHER,
  h5pactivity: PROGRAM,
  hotpot: QUIZ,
  hsuforum: DISCUSSION,
  hvp: PROGRAM,
  imscp: PROGRAM,
  jitsi: MEETING,
  lesson: kind('moodle.path'),
  lti: TOOL,
  questionnaire: POLL,
  quiz: QUIZ,
  scorm: PROGRAM,
  survey: POLL,
  wiki: TOGETHER,
  workshop: TOGETHER,
  zoom: MEETING,
};

const OTHER = kind('moodle.other');

export const activityKind = (module: string): ActivityKind =>
  Object.hasOwn(KINDS, module) ? (KINDS[module] ?? OTHER) : OTHER;
