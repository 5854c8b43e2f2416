import { escapeHtml } from '../../../../core/mirror/markup-policy.ts';
import { answersHtml, headingHtml, type H5pDesk, under, type Render } from './h5p-desk.ts';
import { blockAt, htmlAt, listAt, textAt, valueAt } from './json-view.ts';
import { pictureHtml } from './render-media.ts';

const text: Render = (params) => blockAt(params, 'text');

const column: Render = (params, desk) =>
  listAt(params, 'content')
    .map((part) => desk.render(valueAt(part, 'content'), desk))
    .join('');

const accordion: Render = (params, desk) =>
  listAt(params, 'panels')
    .map(
      (panel) =>
        headingHtml(desk, escapeHtml(textAt(panel, 'title'))) +
        desk.render(valueAt(panel, 'content'), under(desk)),
    )
    .join('\n');

const coursePresentation: Render = (params, desk) =>
  listAt(params, 'presentation', 'slides')
    .map((slide, index) => slideHtml(slide, index + 1, desk))
    .join('\n');

function slideHtml(slide: unknown, number: number, desk: H5pDesk): string {
  const [keyword] = listAt(slide, 'keywords').map((one) => textAt(one, 'main'));
  const name = desk.words('package.slide', { number });
  const title = keyword === undefined || keyword === '' ? name : `${name} – ${keyword}`;
  const background = valueAt(slide, 'slideBackgroundSelector', 'imageSlideBackground');
  const elements = listAt(slide, 'elements')
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((element) => elementHtml(element, under(desk)));
  const inside = [pictureHtml(background, '', valueAt(background, 'copyright'), desk), ...elements];
  return `<section>\n${headingHtml(desk, escapeHtml(title))}${inside.join('\n')}</section>`;
}

function elementHtml(element: unknown, desk: H5pDesk): string {
  const html = desk.render(valueAt(element, 'action'), desk);
  return html + answersHtml(desk, [blockAt(element, 'solution')]);
}

/** From the top down, then from left to right: elements are kept in the order of their making. */
function placeOf(element: unknown): number {
  const [y, x] = [valueAt(element, 'y'), valueAt(element, 'x')];
  const read = (value: unknown): number =>
    typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(value, 0), 100) : 0;
  // Both are per cent of the slide; rows are told apart by a twentieth of it. Chosen.
  return Math.floor(read(y) / 5) * 1_000 + read(x);
}

/** A whole book on one page, where it stands within something else. */
const interactiveBook: Render = (params, desk) =>
  listAt(params, 'chapters')
    .map(
      (chapter) =>
        headingHtml(desk, escapeHtml(textAt(chapter, 'metadata', 'title'))) +
        desk.render(chapter, under(desk)),
    )
    .join('\n');

const timeline: Render = (params, desk) => {
  const whole = valueAt(params, 'timeline');
  const dates = listAt(whole, 'date').map((date) => {
    const when = [textAt(date, 'startDate'), textAt(date, 'endDate')].filter(Boolean).join(' – ');
    const title = [escapeHtml(when), htmlAt(date, 'headline')].filter(Boolean).join(' : ');
    return headingHtml(under(desk), title) + blockAt(date, 'text');
  });
  return `${headingHtml(desk, htmlAt(whole, 'headline'))}${blockAt(whole, 'text')}\n${dates.join('\n')}`;
};

/** Content types that hold texts, or other contents. */
export const STRUCTURES: { readonly [machineName: string]: Render } = {
  'H5P.Text': text,
  'H5P.AdvancedText': text,
  'H5P.Column': column,
  'H5P.RowColumn': column,
  'H5P.Accordion': accordion,
  'H5P.CoursePresentation': coursePresentation,
  'H5P.InteractiveBook': interactiveBook,
  'H5P.Timeline': timeline,
};
