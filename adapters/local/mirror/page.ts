import { Parser } from 'htmlparser2';
import { cutLoose } from '../../../app/mirror/cut-loose.ts';
import type { CleanPage, DescribeFile, JudgeLink, MirrorWords } from '../../../app/mirror/ports.ts';
import { isLanguage } from '../../../core/mirror/language-tag.ts';
import { escapeText } from '../../../core/mirror/markup-policy.ts';
import type { Attributes } from './attributes.ts';
import { closeElement, describeRest } from './close-element.ts';
import { lastWordOnPage } from './last-word.ts';
import { mendHeadings } from './mend-headings.ts';
import { mendIds } from './mend-ids.ts';
import { type Judged, openElement } from './open-element.ts';
import { oneLine, pageTitle } from './page-title.ts';
import { type Open, startWalk, type Walk } from './page-walk.ts';
import { chooseContent, regionKind } from './region.ts';

/**
 * Elements within elements. Chosen: real pages stay below 60, and the parser's own work grows
 * with the square of the depth (28 s for a mebibyte of `<b>`, measured).
 */
const MAX_DEPTH = 256;

/** Fed in parts, so that a page nested too deep is left before it is read through. */
const CHUNK = 16_384;

const MAX_TEXT = 20_000;

/** Addresses of one film that are tried. Chosen. */
const MAX_INNER = 20;

class TooDeep extends Error {}

/**
 * Write a hostile page anew, with nothing but the elements and attributes of the allow-list.
 *
 * It is a new text and not a cut-up old one: each tag is made here, every letter outside tags is
 * escaped, no comment and no raw-text element is ever written. So what a browser reads is what
 * was judged, however the source was disguised. A sanitizer that many others use and mend has the
 * last word over it, and finds nothing to take out.
 *
 * On the way it mends what keeps people out who cannot see the page: headings that jump, pictures
 * without words, cells that head nothing, places of the same name.
 */
export function cleanPage(
  html: string,
  judge: JudgeLink,
  words: MirrorWords,
  describe: DescribeFile = () => null,
): CleanPage | null {
  const walk = startWalk({ judge, words, describe });
  try {
    parse(html, walk);
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
  const region = chooseContent(walk.regions, walk.words);
  const { from, to } = region ?? { from: 0, to: walk.out.length };
  describeRest(walk);
  mendHeadings(walk, from, to);
  mendIds(walk.out, from, to);
  const title = pageTitle(walk.title, walk.heading);
  return {
    title: title && cutLoose(title),
    language: walk.language,
    body: lastWordOnPage(walk.out.slice(from, to).join('')),
    text: cutLoose(oneLine(walk.text.slice(region?.textFrom ?? 0, region?.textTo))),
    removed: Object.fromEntries(walk.removed),
  };
}

function parse(html: string, walk: Walk): void {
  const parser = new Parser({
    onopentag: (name, attributes) => openTag(walk, name, attributes),
    onclosetag: () => closeTag(walk),
    ontext: (text) => addText(walk, text),
  });
  for (let at = 0; at < html.length; at += CHUNK) parser.write(html.slice(at, at + CHUNK));
  parser.end();
}

const SILENT: Judged = { open: '', close: '', drops: false };

function openTag(walk: Walk, name: string, attributes: Attributes): void {
  if (walk.open.length >= MAX_DEPTH) throw new TooDeep();
  const { letters, words } = walk;
  const at = walk.out.length;
  const pictures = walk.pictures.length;
  if (name === 'html') walk.language = languageOf(attributes);
  if (name === 'title' && walk.title === '') walk.inTitle = true;
  if (walk.media !== null) addInner(walk.media.inner, name, attributes);
  const tags = walk.dropping > 0 ? SILENT : openElement(walk, name, attributes);
  const { close, drops, document } = tags;
  if (drops) walk.dropping += 1;
  step(walk, name, 1);
  walk.out.push(tags.open);
  const textAt = walk.text.length;
  const region = regionKind(name, attributes);
  walk.open.push({ name, region, close, at, drops, words, letters, textAt, pictures, document });
}

/** The addresses within a film: the page tells the browser to take the first that it can play. */
function addInner(inner: string[], name: string, attributes: Attributes): void {
  const address = name === 'source' || name === 'embed' ? attributes['src'] : undefined;
  if (address !== undefined && inner.length < MAX_INNER) inner.push(address);
}

/** Where in the page the walk is, one element further in or out. */
function step(walk: Walk, name: string, by: 1 | -1): void {
  if (name === 'nav') walk.aside += by;
  if (name === 'figcaption') walk.captions += by;
  if (name === 'h1' && (by === 1 ? walk.heading === '' : walk.inHeading > 0)) walk.inHeading += by;
  if (name === 'table' && by === 1) walk.tables.push({ rows: 0, cells: 0, inHead: false });
  if (name === 'table' && by === -1) walk.tables.pop();
  const table = walk.tables.at(-1);
  if (name === 'thead' && table !== undefined) table.inHead = by === 1;
}

function closeTag(walk: Walk): void {
  const element = walk.open.pop();
  if (element === undefined) return;
  if (element.name === 'title') walk.inTitle = false;
  step(walk, element.name, -1);
  if (element.drops) walk.dropping -= 1;
  walk.out.push(element.close);
  closeElement(walk, element);
  if (walk.dropping === 0) noteRegion(walk, element);
}

function noteRegion(walk: Walk, { region, at, words, textAt }: Open): void {
  if (region === null) return;
  const letters = walk.words - words;
  const textTo = walk.text.length;
  walk.regions.push({
    kind: region,
    from: at,
    to: walk.out.length,
    letters,
    textFrom: textAt,
    textTo,
  });
}

function addText(walk: Walk, text: string): void {
  if (walk.inTitle) walk.title = (walk.title + text).slice(0, 500);
  if (walk.dropping > 0) return;
  if (walk.inHeading > 0) walk.heading = (walk.heading + text).slice(0, 500);
  if (walk.captions > 0) walk.caption = (walk.caption + text).slice(0, 500);
  walk.out.push(escapeText(text.replaceAll('\u0000', '')));
  if (/\S/.test(text)) walk.letters += text.length;
  if (walk.aside > 0) return;
  walk.words += text.length;
  if (walk.text.length < MAX_TEXT) walk.text += `${text} `;
}

function languageOf(attributes: Attributes): string | null {
  const lang = attributes['lang'] ?? attributes['xml:lang'] ?? '';
  return isLanguage(lang) ? lang.toLowerCase() : null;
}
