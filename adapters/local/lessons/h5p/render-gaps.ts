import { escapeHtml } from '../../../../core/mirror/markup-policy.ts';
import { answersHtml, type H5pDesk, shuffled, type Render } from './h5p-desk.ts';
import { blockAt, htmlAt, listAt, valueAt } from './json-view.ts';

/** `*answer/another:hint*`, on one line. */
const GAP = /\*([^*\n]{1,500})\*/g;

interface Gapped {
  readonly html: string;
  /** In the text's order, each with its alternatives. */
  readonly answers: readonly string[];
}

/** Take the answers out of a text, and number the gaps that they leave from one on. */
function withGaps(html: string, desk: H5pDesk, from: number): Gapped {
  const answers: string[] = [];
  const blank = escapeHtml(desk.words('package.blank'));
  const [before = '', after = ''] = desk.words('package.hint', { hint: '\n' }).split('\n');
  const text = html.replace(GAP, (_whole, inside: string) => {
    // Neither sign counts within a tag: `<span style="color:red">`, `</em>`.
    const [answer = '', hint = ''] = inside.split(/:(?!\/\/)(?![^<>]*>)/, 2);
    answers.push(answer.replaceAll(/(?<!<)\//g, ' / '));
    const shown = hint.trim() === '' ? '' : ` (${before}${hint.trim()}${after})`;
    return `<strong>${from + answers.length}. ${blank}</strong>${shown}`;
  });
  return { html: text, answers };
}

const blanks: Render = (params, desk) => {
  const parts: string[] = [];
  const answers: string[] = [];
  for (const question of listAt(params, 'questions')) {
    const gapped = withGaps(blockAt(question), desk, answers.length);
    parts.push(gapped.html);
    for (const answer of gapped.answers) answers.push(answer);
  }
  const medium = desk.render(valueAt(params, 'media', 'type'), desk);
  return `${medium}${blockAt(params, 'text')}\n${parts.join('\n')}\n${answersHtml(desk, answers)}`;
};

const dragText: Render = (params, desk) => {
  const { html, answers } = withGaps(htmlAt(params, 'textField'), desk, 0);
  const others = [...htmlAt(params, 'distractors').matchAll(GAP)].map(([, inside = '']) => inside);
  const words = shuffled([...answers, ...others].map((word) => word.replace(/:[^]*$/, '')));
  const task = blockAt(params, 'taskDescription');
  const listed = `<p>${desk.words('package.words')} ${words.join(', ')}</p>`;
  return `${task}\n<p>${html}</p>\n${listed}\n${answersHtml(desk, answers)}`;
};

const markTheWords: Render = (params, desk) => {
  const answers: string[] = [];
  const text = htmlAt(params, 'textField').replace(GAP, (_whole, word: string) => {
    answers.push(word);
    return word;
  });
  return `${blockAt(params, 'taskDescription')}\n<p>${text}</p>\n${answersHtml(desk, answers)}`;
};

/** Content types whose answers stand between stars in their text. */
export const GAPS: { readonly [machineName: string]: Render } = {
  'H5P.Blanks': blanks,
  'H5P.DragText': dragText,
  'H5P.MarkTheWords': markTheWords,
};
