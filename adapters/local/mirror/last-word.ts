import sanitizeHtml from 'sanitize-html';
import {
  cleanDrawingAttribute,
  DRAWING_ATTRIBUTES,
  DRAWING_ELEMENTS,
} from '../../../core/mirror/drawing-policy.ts';
import {
  allowedAttributes,
  cleanAttribute,
  isWritten,
  KEPT_ELEMENTS,
  VOID_ELEMENTS,
  WRITTEN_ELEMENTS,
} from '../../../core/mirror/markup-policy.ts';

/**
 * What the policy of pages is in a sanitizer's words: one policy, read by two writers.
 *
 * Styles are held to the policy's own rules by name and value. The sanitizer's own way, a parser
 * of style sheets for each attribute, costs four times as much and lets the same ones through.
 */
const PAGE: sanitizeHtml.IOptions = {
  allowedTags: [...KEPT_ELEMENTS, ...WRITTEN_ELEMENTS],
  allowedAttributes: allowedAttributes(),
  selfClosing: [...VOID_ELEMENTS],
  allowedSchemes: [],
  allowedSchemesByTag: { a: ['http', 'https', 'mailto', 'tel'], img: ['data'] },
  allowProtocolRelative: false,
  parseStyleAttributes: false,
  transformTags: { '*': heldToPolicy },
};

const NAMESPACES = ['xmlns', 'xmlns:xlink'];

/** In XML the case of a name counts: `viewBox` and `linearGradient` stay as they are written. */
const DRAWING: sanitizeHtml.IOptions = {
  allowedTags: [...DRAWING_ELEMENTS],
  allowedAttributes: {
    '*': [...DRAWING_ATTRIBUTES, 'style', 'href', 'xlink:href'],
    svg: NAMESPACES,
  },
  selfClosing: [],
  allowedSchemes: [],
  allowedSchemesByTag: { image: ['data'] },
  allowProtocolRelative: false,
  parseStyleAttributes: false,
  parser: { xmlMode: true },
  transformTags: { '*': heldToDrawingPolicy },
};

/**
 * Read a page that was written clean once more, with a sanitizer that others use and mend, and
 * write what it lets through. For what the builder writes it changes nothing; it is there for the
 * day on which the builder has a fault.
 */
export const lastWordOnPage = (html: string): string => sanitizeHtml(html, PAGE);

/** The same for an SVG picture. */
export const lastWordOnDrawing = (svg: string): string => sanitizeHtml(svg, DRAWING);

function heldToPolicy(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  for (const name of Object.keys(attribs)) {
    // Schemes of what the builder judged are held to above.
    if (!isWritten(tagName, name))
      hold(attribs, name, cleanAttribute(tagName, name, attribs[name] ?? ''));
  }
  return { tagName, attribs };
}

function heldToDrawingPolicy(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  for (const name of Object.keys(attribs)) {
    if (!NAMESPACES.includes(name))
      hold(attribs, name, cleanDrawingAttribute(tagName, name, attribs[name] ?? ''));
  }
  return { tagName, attribs };
}

function hold(attribs: sanitizeHtml.Attributes, name: string, clean: string | null): void {
  if (clean === null) delete attribs[name];
  else attribs[name] = clean;
}
