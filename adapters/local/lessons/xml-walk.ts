import { SaxesParser } from 'saxes';
import { decodeText } from '../../../app/mirror/decode-text.ts';
import { PreauError, type Said } from '../../../core/errors.ts';

/** What one XML file of a package may be. All chosen, ten times the largest looked at. */
export const XML_LIMITS = {
  bytes: 128 * 1024 * 1024,
  depth: 128,
  elements: 1_000_000,
} as const;

export type XmlLimits = { readonly [limit in keyof typeof XML_LIMITS]: number };

/** Called in the file's order. Names are local (`lom:rights` is `rights`) and in lower case. */
export interface XmlVisitor {
  readonly open: (name: string, attributes: ReadonlyMap<string, string>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Fed in parts, so that what is too deep or too long is left before it is read through. */
const CHUNK = 65_536;

/**
 * Read hostile XML from end to end, keeping none of it.
 *
 * Prefixes differ between tools for one vocabulary, and SCORM 1.2 and 2004 differ in capitals, so
 * both are ignored. No entity but XML's own five is ever replaced: a file that declares some is
 * refused before it is read (billion laughs, files of the machine).
 *
 * @param where the file's name, for the error
 * @throws PreauError `mirror-source-unreadable`, with line and column where the XML is broken
 */
export function walkXml(
  bytes: Uint8Array,
  where: string,
  visitor: XmlVisitor,
  limits: XmlLimits = XML_LIMITS,
): void {
  if (bytes.length > limits.bytes) {
    throw unreadable(where, `${bytes.length} bytes, over the limit of ${limits.bytes}`, {
      key: 'got.bytesOver',
      values: { bytes: bytes.length, most: limits.bytes },
    });
  }
  const text = decodeXml(bytes);
  const parser = new SaxesParser();
  listen(parser, where, visitor, limits);
  for (let at = 0; at < text.length; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
  parser.close();
}

function listen(parser: SaxesParser, where: string, visitor: XmlVisitor, limits: XmlLimits): void {
  let depth = 0;
  let elements = 0;
  parser.on('error', (error) => {
    const why = error.message.slice(0, 200);
    const said = { key: 'got.brokenXml', values: { why } };
    throw unreadable(where, `broken XML (${why})`, said, error);
  });
  parser.on('doctype', (doctype) => {
    if (doctype.includes('['))
      throw unreadable(where, 'a file that declares entities of its own', { key: 'got.entities' });
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    elements += 1;
    if (depth > limits.depth)
      throw unreadable(where, `elements nested over ${limits.depth} deep`, { key: 'got.deep' });
    if (elements > limits.elements)
      throw unreadable(where, `over ${limits.elements} elements`, {
        key: 'got.elements',
        values: { most: limits.elements },
      });
    visitor.open(localName(tag.name), localAttributes(tag.attributes));
  });
  parser.on('text', (text) => visitor.text?.(text));
  parser.on('cdata', (text) => visitor.text?.(text));
  parser.on('closetag', (tag) => {
    depth -= 1;
    visitor.close?.(localName(tag.name));
  });
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

/** Declarations of namespaces keep their names: they tell a manifest's version. */
function localAttributes(found: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [name, value] of Object.entries(found)) {
    attributes.set(name.startsWith('xmlns') ? name : localName(name), value);
  }
  return attributes;
}

/** As its first line declares, where that is a known encoding. */
function decodeXml(bytes: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^(?:ï»¿)?<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start)?.[1];
  const text = (declared === undefined ? null : decodeAs(declared, bytes)) ?? decodeText(bytes);
  return text.replace(/^\uFEFF/, '');
}

/** @returns null for an encoding that nobody knows, and for those that the usual reader knows better */
function decodeAs(label: string, bytes: Uint8Array): string | null {
  if (/^utf-?(?:8|16)/i.test(label)) return null;
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return null;
  }
}

function unreadable(where: string, got: string, said: Said, cause?: unknown): PreauError {
  return new PreauError(
    'mirror-source-unreadable',
    `${where}: expected well-formed XML without entities of its own, got ${got}; export the package anew`,
    { cause, said: { key: 'course.xml', values: { where, got: said } } },
  );
}
