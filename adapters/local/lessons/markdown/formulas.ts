import temml from 'temml';
import { escapeText } from '../../../../core/mirror/markup-policy.ts';
import { countLost, type PageNotes } from './page-notes.ts';

/** TeX of one formula, in characters. Chosen: the longest system of equations looked at has 600. */
export const MAX_FORMULA = 2_000;

/** MathML of one formula: a matrix of 2,000 signs makes 150,000. Chosen. */
const MAX_MATHML = 200_000;

const OPTIONS = {
  throwOnError: true,
  annotate: false,
  trust: false,
  // A formula of a lesson expands a few dozen; a bomb is over at once, measured below 110 ms.
  maxExpand: 200,
  // Of lines and blanks, in em and pt.
  maxSize: [20, 100] as [number, number],
};

/**
 * A formula as MathML, which browsers draw by themselves: no script, no font to fetch.
 *
 * @returns its TeX in `<code>` where Temml does not know it, or the page has too many: counted
 */
export function formula(tex: string, isBlock: boolean, notes: PageNotes): string {
  const left = notes.formulas;
  if (tex.length > MAX_FORMULA || tex.length > left.tex) return source(tex, notes);
  left.tex -= tex.length;
  const mathml = rendered(tex, isBlock);
  if (mathml === null || mathml.length > Math.min(MAX_MATHML, left.mathml))
    return source(tex, notes);
  left.mathml -= mathml.length;
  return mathml;
}

/** Temml throws for what it does not know, and has been seen to throw otherwise on broken TeX. */
function rendered(tex: string, displayMode: boolean): string | null {
  try {
    return temml.renderToString(tex, { ...OPTIONS, displayMode });
  } catch {
    return null;
  }
}

function source(tex: string, notes: PageNotes): string {
  countLost(notes, 'formulas');
  return `<code class="formule">${escapeText(tex)}</code>`;
}
