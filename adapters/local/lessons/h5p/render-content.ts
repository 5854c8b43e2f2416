import type { H5pDesk, Render } from './h5p-desk.ts';
import { objectOf, textAt, valueAt } from './json-view.ts';
import { renderAnything } from './render-anything.ts';
import { GAPS } from './render-gaps.ts';
import { MEDIA } from './render-media.ts';
import { QUESTIONS } from './render-questions.ts';
import { STRUCTURES } from './render-structures.ts';

/** Contents within contents. Chosen: books with columns with questions with pictures take six. */
const MAX_DEPTH = 16;

/** By machine name, without versions: what they show has not changed between them. */
const RENDERERS: { readonly [machineName: string]: Render | undefined } = {
  ...STRUCTURES,
  ...QUESTIONS,
  ...GAPS,
  ...MEDIA,
};

/** `H5P.Blanks 1.14` is `H5P.Blanks`. */
export const machineName = (library: string): string => library.split(' ', 1)[0] ?? '';

/** Whether a content type asks pupils something. */
export const isExercise = (library: string): boolean =>
  Object.hasOwn(QUESTIONS, machineName(library)) || Object.hasOwn(GAPS, machineName(library));

/**
 * Write one content: `library`, `params` and perhaps `metadata`.
 *
 * A type that nobody here knows is searched for texts and pictures. An author who turned the
 * solution's button off has answers neither here nor in anything below.
 */
export function renderContent(content: unknown, desk: H5pDesk): string {
  if (desk.depth >= MAX_DEPTH || objectOf(content) === null) return '';
  const params = valueAt(content, 'params');
  const name = machineName(textAt(content, 'library'));
  const render = Object.hasOwn(RENDERERS, name) ? RENDERERS[name] : undefined;
  const showsAnswers = desk.showsAnswers && letsSeeAnswers(params);
  const inner = { ...desk, depth: desk.depth + 1, showsAnswers };
  const html = (render ?? renderAnything)(params, inner, valueAt(content, 'metadata'));
  return html === '' ? '' : `${html}\n`;
}

/** @see https://h5p.org/documentation/developers/contracts behaviour of question types */
function letsSeeAnswers(params: unknown): boolean {
  const own = valueAt(params, 'behaviour', 'enableSolutionsButton');
  const overridden = [
    valueAt(params, 'override', 'showSolutionButton'),
    valueAt(params, 'presentation', 'override', 'showSolutionButton'),
    valueAt(params, 'override', 'showSolutionsButton'),
  ];
  return own !== false && !overridden.includes('off');
}
