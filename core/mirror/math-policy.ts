const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/**
 * Presentation MathML: it draws, and nothing more. No `maction`, no `annotation-xml`, which browsers
 * read as HTML.
 *
 * @see https://www.w3.org/TR/mathml-core/
 */
export const MATH_ELEMENTS: readonly string[] = words(`
  mi mo mn mrow math msup msub mfrac mtd mtr mtable mstyle mspace mtext menclose merror
  mmultiscripts mover mpadded mphantom mprescripts mroot ms msqrt msubsup munder munderover
  semantics`);

/** Attributes of theirs. No `href`: in MathML 3 any element may be a link. */
export const MATH_ATTRIBUTES: readonly string[] = words(`
  accent accentunder columnalign columnlines columnspacing columnspan depth display displaystyle
  fence form height largeop linethickness lspace mathbackground mathcolor mathvariant maxsize
  minsize movablelimits notation rowalign rowlines rowspacing rowspan rspace scriptlevel separator
  stretchy symmetric voffset width`);

const ELEMENTS: ReadonlySet<string> = new Set(MATH_ELEMENTS);
const ATTRIBUTES: ReadonlySet<string> = new Set(MATH_ATTRIBUTES);

export const isMathElement = (name: string): boolean => ELEMENTS.has(name);

/**
 * Words, colours, and lengths that cannot push a formula over its neighbours: below 30 units either
 * way is chosen, and less than ten to the left. Temml's own stay below 5 em.
 */
const VALUE =
  /^(?:[a-z-]{1,24}|#[0-9a-f]{3,8}|(?:100|\+?[0-2]?\d?|-\d?)(?:\.\d{1,6})?(?:em|ex|px|pt|mu|%|width|height|depth)?)(?: [a-z]{1,10}){0,8}$/i;

/** Whether an attribute of a MathML element may stay, by its name and what it says. */
export const keepsMathAttribute = (attribute: string, value: string): boolean =>
  ATTRIBUTES.has(attribute) && VALUE.test(value);
