import { answersHtml, choicesHtml, headingHtml, shuffled, under, type Render } from './h5p-desk.ts';
import { blockAt, htmlAt, listAt, textAt, valueAt } from './json-view.ts';
import { pictureHtml } from './render-media.ts';

const isTrue = (value: unknown): boolean => value === true || value === 'true';

const trueFalse: Render = (params, desk) => {
  const medium = desk.render(valueAt(params, 'media', 'type'), desk);
  const labels = [htmlAt(params, 'l10n', 'trueText'), htmlAt(params, 'l10n', 'falseText')];
  const right = isTrue(valueAt(params, 'correct')) ? labels[0] : labels[1];
  return `${medium}${blockAt(params, 'question')}\n${choicesHtml(labels)}${answersHtml(desk, [right ?? ''])}`;
};

const multiChoice: Render = (params, desk) => {
  const medium = desk.render(valueAt(params, 'media', 'type'), desk);
  const answers = listAt(params, 'answers');
  const right = answers.filter((answer) => isTrue(valueAt(answer, 'correct')));
  const text = (answer: unknown): string => htmlAt(answer, 'text');
  return `${medium}${blockAt(params, 'question')}\n${choicesHtml(answers.map(text))}${answersHtml(desk, right.map(text))}`;
};

/** The right answer stands first in the file. */
const singleChoiceSet: Render = (params, desk) =>
  listAt(params, 'choices')
    .map((choice) => {
      const answers = listAt(choice, 'answers').map((answer) => htmlAt(answer));
      return `${blockAt(choice, 'question')}\n${choicesHtml(shuffled(answers))}${answersHtml(desk, answers.slice(0, 1))}`;
    })
    .join('\n');

/** The right statement stands first in each group of the file. */
const summary: Render = (params, desk) => {
  const groups = listAt(params, 'summaries').map((group) => {
    const statements = listAt(group, 'summary').map((statement) => htmlAt(statement));
    return choicesHtml(shuffled(statements)) + answersHtml(desk, statements.slice(0, 1));
  });
  return `${blockAt(params, 'intro')}\n${groups.join('\n')}`;
};

const essay: Render = (params, desk) => {
  const solution = [
    blockAt(params, 'solution', 'introduction') + blockAt(params, 'solution', 'sample'),
  ];
  const medium = desk.render(valueAt(params, 'media', 'type'), desk);
  return `${medium}${blockAt(params, 'taskDescription')}\n${answersHtml(desk, solution)}`;
};

const questionSet: Render = (params, desk) => {
  const questions = listAt(params, 'questions').map(
    (question, index) => headingHtml(desk, `${index + 1}.`) + desk.render(question, under(desk)),
  );
  const introduction = blockAt(params, 'introPage', 'introduction');
  return [introduction, ...questions].filter((part) => part !== '').join('\n');
};

/** What is to be dragged, where to, and which goes where. */
const dragQuestion: Render = (params, desk) => {
  const task = valueAt(params, 'question', 'task');
  const elements = listAt(task, 'elements').map((element) =>
    desk.render(valueAt(element, 'type'), { ...desk, showsAnswers: false }).trim(),
  );
  const zones = listAt(task, 'dropZones');
  const answers = zones.map((zone) => {
    const right = listAt(zone, 'correctElements').map((index) => elements[Number(index)] ?? '');
    return right.length === 0 ? '' : `${htmlAt(zone, 'label')} ← ${right.join(', ')}`;
  });
  const background = valueAt(params, 'question', 'settings', 'background');
  const picture = pictureHtml(background, '', valueAt(background, 'copyright'), desk);
  const labels = zones.map((zone) => htmlAt(zone, 'label'));
  const title = blockAt(params, 'question', 'settings', 'questionTitle');
  return `${title}\n${picture}\n${choicesHtml(labels)}${choicesHtml(elements)}${answersHtml(desk, answers)}`;
};

/** Cards: the question, then what stands on the back. */
const flashcards: Render = (params, desk) => {
  const cards = listAt(params, 'cards').map((card) => {
    const alt = textAt(card, 'imageAltText');
    const picture = pictureHtml(
      valueAt(card, 'image'),
      alt,
      valueAt(card, 'image', 'copyright'),
      desk,
    );
    return `<section>\n${picture}${blockAt(card, 'text')}\n${answersHtml(desk, [htmlAt(card, 'answer')])}</section>`;
  });
  return `${blockAt(params, 'description')}\n${cards.join('\n')}`;
};

const dialogCards: Render = (params, desk) => {
  const cards = listAt(params, 'dialogs').map((card) => {
    const alt = textAt(card, 'imageAltText');
    const picture = pictureHtml(
      valueAt(card, 'image'),
      alt,
      valueAt(card, 'image', 'copyright'),
      desk,
    );
    return `<section>\n${picture}${blockAt(card, 'text')}\n${answersHtml(desk, [htmlAt(card, 'answer')])}</section>`;
  });
  return `${blockAt(params, 'title')}\n${blockAt(params, 'description')}\n${cards.join('\n')}`;
};

/** Content types that ask something. */
export const QUESTIONS: { readonly [machineName: string]: Render } = {
  'H5P.TrueFalse': trueFalse,
  'H5P.MultiChoice': multiChoice,
  'H5P.SingleChoiceSet': singleChoiceSet,
  'H5P.Summary': summary,
  'H5P.Essay': essay,
  'H5P.QuestionSet': questionSet,
  'H5P.DragQuestion': dragQuestion,
  'H5P.Flashcards': flashcards,
  'H5P.Dialogcards': dialogCards,
};
