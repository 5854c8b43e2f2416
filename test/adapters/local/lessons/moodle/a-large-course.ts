import { type Backup, contextOf, filler, type MadeActivity, writeMoodle } from './write-moodle.ts';

/** Letters of a question bank: what a real course of 74 quizzes has. */
const BANK_LETTERS = 10_000_000;

const quiz = (cmid: number): MadeActivity => ({ cmid, module: 'quiz', title: `Quiz ${cmid}` });

const page = (cmid: number, title: string): MadeActivity => ({
  cmid,
  module: 'page',
  title,
  inner: '<content>&lt;p&gt;Text&lt;/p&gt;</content><contentformat>1</contentformat>',
});

/**
 * A twin of a real course: nine sections, 74 quizzes, two pages, one resource whose only file is
 * named and not there, pictures of questions in the pool, ten megabytes of questions.
 */
export function aLargeCourse(): Backup {
  const quizzes = Array.from({ length: 74 }, (_, index) => quiz(100 + index));
  return writeMoodle({
    site: 'https://stack.example.org/demo',
    courseId: 63,
    contextId: 500,
    title: 'Demonstrating quizzes',
    sections: Array.from({ length: 9 }, (_, number) => ({
      id: 484 + number,
      number,
      name: `Part ${number}`,
      summary: '<p>Summary</p>',
      activities: [
        ...(number === 0 ? [page(1, 'Mathematics'), page(2, 'Syntax')] : []),
        ...(number === 7 ? [{ cmid: 3, module: 'resource', title: 'A pocket map' }] : []),
        ...quizzes.filter((_, index) => index % 9 === number),
      ],
    })),
    files: [
      {
        contextId: contextOf(3),
        component: 'mod_resource',
        area: 'content',
        name: 'Barnard.pdf',
        content: 'lost',
        licence: 'allrightsreserved',
        isHole: true,
      },
      {
        contextId: 500,
        component: 'question',
        area: 'questiontext',
        itemId: 29_955,
        name: 'notes.png',
        content: 'png',
      },
    ],
    beside: { 'questions.xml': `<question_categories>${filler(BANK_LETTERS)}` },
  });
}
