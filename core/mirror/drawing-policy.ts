const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/**
 * What stays of an SVG picture, by names as XML has them: shapes, text, paint and filters, and the
 * words that are read aloud. No script, no foreign content, no animation, no style sheet.
 */
export const DRAWING_ELEMENTS: readonly string[] = words(`
  path g rect use text tspan circle line polygon polyline ellipse svg defs symbol textPath image
  linearGradient radialGradient stop pattern clipPath mask marker filter feGaussianBlur feOffset
  feBlend feColorMatrix feFlood feComposite feMerge feMergeNode switch title desc`);

/** Their attributes; a star stands for any ending. Addresses and `style` are judged apart. */
export const DRAWING_ATTRIBUTES: readonly string[] = words(`
  id class x y x1 x2 y1 y2 cx cy r rx ry dx dy d points width height viewBox preserveAspectRatio
  transform version offset rotate textLength lengthAdjust startOffset orient refX refY markerWidth
  markerHeight markerUnits gradientUnits gradientTransform spreadMethod fx fy patternUnits
  patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits filterUnits in in2
  result mode stdDeviation type values operator k1 k2 k3 k4 role aria-label fill stroke color
  opacity visibility display overflow cursor dominant-baseline alignment-baseline baseline-shift
  text-anchor letter-spacing word-spacing text-decoration writing-mode paint-order vector-effect
  shape-rendering text-rendering image-rendering mix-blend-mode clip-path clip-rule mask filter
  marker marker-start marker-mid marker-end fill-* stroke-* stop-* flood-* font-* xml:space`);

const ELEMENTS: ReadonlySet<string> = new Set(DRAWING_ELEMENTS);
const ATTRIBUTES: ReadonlySet<string> = new Set(DRAWING_ATTRIBUTES);

export const isDrawingElement = (name: string): boolean => ELEMENTS.has(name);

/** Pictures that hold their own bytes: bitmaps only. */
const OWN_BYTES = /^data:image\/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*$/;

/** What an attribute of a drawing says once it is clean; null when nothing is left of it. */
export function cleanDrawingAttribute(
  element: string,
  attribute: string,
  value: string,
): string | null {
  if (value === '') return null;
  if (attribute === 'href' || attribute === 'xlink:href') {
    const own = /^#[\w.:-]+$/.test(value) || (element === 'image' && OWN_BYTES.test(value));
    return own ? value : null;
  }
  if (attribute === 'style') return cleanStyle(value) || null;
  return keepsName(attribute) && isHarmless(value) ? value : null;
}

function keepsName(name: string): boolean {
  if (ATTRIBUTES.has(name)) return true;
  return /^[a-z]+-[a-z-]+$/.test(name) && ATTRIBUTES.has(name.replace(/-.*$/, '-*'));
}

/** Drawing tools put paint in `style`; the same words are attributes too, and judged as such. */
function cleanStyle(style: string): string {
  return style
    .slice(0, 4_000)
    .split(';')
    .map((declaration) => declaration.trim())
    .filter((declaration) => /^[a-z-]+\s*:/.test(declaration) && isHarmless(declaration))
    .filter((declaration) => keepsName(declaration.split(':', 1)[0]?.trim() ?? ''))
    .join(';');
}

/** `url(#part)` paints with a part of the same picture; any other address loads something. */
function isHarmless(value: string): boolean {
  // Not `#url(#part)`, which no browser takes for one.
  const rest = value.replaceAll(/(?<![\w#-])url\(\s*["']?#[\w.:-]+["']?\s*\)/gi, '');
  return !/url\s*\(|image\s*\(|image-set|src\s*\(|expression|javascript:|@import|\\/i.test(rest);
}
