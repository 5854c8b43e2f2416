import { Parser } from 'htmlparser2';
import type { CleanPage, JudgeLink, MirrorWords } from '../../../app/mirror/ports.ts';
import { elementFate, escapeText, isVoidElement } from '../../../core/mirror/markup-policy.ts';
import { type Attributes, explanation, linkTags, picture, plainAttributes } from './attributes.ts';
import { fieldText } from './field.ts';
import { lastWordOnPage } from './last-word.ts';
import { oneLine, pageTitle } from './page-title.ts';
import { chooseContent, type Region } from './region.ts';

/**
 * Elements within elements. Chosen: real pages stay below 60, and the parser's own work grows
 * with the square of the depth (28 s for a mebibyte of `<b>`, measured).
 */
const MAX_DEPTH = 256;

/** Fed in parts, so that a page nested too deep is left before it is read through. */
const CHUNK = 16_384;

const MAX_TEXT = 20_000;

class TooDeep extends Error {}

interface Open {
  readonly name: string;
  readonly close: string;
  /** Where its start tag stands in the output. */
  readonly at: number;
  readonly drops: boolean;
  /** Letters of text before it. */
  readonly words: number;
  readonly textAt: number;
}

interface Walk {
  readonly judge: JudgeLink;
  readonly words: MirrorWords;
  readonly out: string[];
  readonly open: Open[];
  readonly removed: Map<string, number>;
  readonly regions: Region[];
  dropping: number;
  /** Depth of navigation, whose words are not the lesson's. */
  aside: number;
  letters: number;
  title: string;
  inTitle: boolean;
  heading: string;
  inHeading: number;
  language: string | null;
  text: string;
}

/**
 * Write a hostile page anew, with nothing but the elements and attributes of the allow-list.
 *
 * It is a new text and not a cut-up old one: each tag is made here, every letter outside tags is
 * escaped, no comment and no raw-text element is ever written. So what a browser reads is what
 * was judged, however the source was disguised. A sanitizer that many others use and mend has the
 * last word over it, and finds nothing to take out.
 */
export function cleanPage(html: string, judge: JudgeLink, words: MirrorWords): CleanPage | null {
  const walk = start(judge, words);
  try {
    parse(html, walk);
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
  const region = chooseContent(walk.regions, walk.letters);
  const body = walk.out.slice(region?.from ?? 0, region?.to).join('');
  return {
    title: pageTitle(walk.title, walk.heading),
    language: walk.language,
    body: lastWordOnPage(body),
    text: oneLine(walk.text.slice(region?.textFrom ?? 0, region?.textTo)),
    removed: Object.fromEntries(walk.removed),
  };
}

function start(judge: JudgeLink, words: MirrorWords): Walk {
  return {
    judge,
    words,
    out: [],
    open: [],
    removed: new Map(),
    regions: [],
    dropping: 0,
    aside: 0,
    letters: 0,
    title: '',
    inTitle: false,
    heading: '',
    inHeading: 0,
    language: null,
    text: '',
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

function count(walk: Walk, kind: string): void {
  walk.removed.set(kind, (walk.removed.get(kind) ?? 0) + 1);
}

function openTag(walk: Walk, name: string, attributes: Attributes): void {
  if (walk.open.length >= MAX_DEPTH) throw new TooDeep();
  const at = walk.out.length;
  const words = walk.letters;
  if (name === 'html') walk.language = languageOf(attributes);
  if (name === 'title' && walk.title === '') walk.inTitle = true;
  const tags =
    walk.dropping > 0
      ? { open: '', close: '', drops: false }
      : judgeElement(walk, name, attributes);
  if (tags.drops) walk.dropping += 1;
  if (name === 'nav') walk.aside += 1;
  if (name === 'h1' && walk.heading === '') walk.inHeading += 1;
  walk.out.push(tags.open);
  walk.open.push({
    name,
    close: tags.close,
    at,
    drops: tags.drops,
    words,
    textAt: walk.text.length,
  });
}

interface Judged {
  readonly open: string;
  readonly close: string;
  readonly drops: boolean;
}

function judgeElement(walk: Walk, name: string, attributes: Attributes): Judged {
  const removed = (kind: string): void => count(walk, kind);
  switch (elementFate(name)) {
    case 'drop':
      removed(REMOVED_AS[name] ?? 'others');
      return { open: '', close: '', drops: true };
    case 'explain':
      removed('frames');
      return {
        open: explanation(name, attributes, walk.judge, walk.words),
        close: '',
        drops: true,
      };
    case 'plain-text': {
      const field = fieldText(name, attributes, walk.words);
      removed(name === 'form' ? 'forms' : 'fields');
      return { open: field.text, close: '', drops: field.drops };
    }
    case 'unwrap':
      for (const attribute of Object.keys(attributes))
        if (attribute.startsWith('on')) removed('handlers');
      return { open: '', close: '', drops: false };
    case 'keep':
      return { ...keptTags(walk, name, attributes, removed), drops: false };
  }
}

function keptTags(
  walk: Walk,
  name: string,
  attributes: Attributes,
  removed: (kind: string) => void,
): { readonly open: string; readonly close: string } {
  if (name === 'a') return linkTags(attributes, walk.judge, removed);
  if (name === 'img')
    return { open: picture(attributes, walk.judge, walk.words, removed), close: '' };
  const kept = plainAttributes(name, attributes, removed);
  if (isVoidElement(name)) return { open: `<${name}${kept} />`, close: '' };
  return { open: `<${name}${kept}>`, close: `</${name}>` };
}

/** The kinds of the report; a name that is not here counts as `others`. */
const REMOVED_AS: { readonly [element: string]: string } = {
  base: 'bases',
  link: 'stylesheets',
  meta: 'metas',
  script: 'scripts',
  source: 'sources',
  style: 'stylesheets',
  svg: 'drawings',
  title: 'titles',
};

function closeTag(walk: Walk): void {
  const element = walk.open.pop();
  if (element === undefined) return;
  if (element.name === 'title') walk.inTitle = false;
  if (element.name === 'nav') walk.aside -= 1;
  if (element.name === 'h1' && walk.inHeading > 0) walk.inHeading -= 1;
  if (element.drops) walk.dropping -= 1;
  walk.out.push(element.close);
  const { name, at } = element;
  if (name === 'a' && isEmptyLink(walk, at)) walk.out.length = at;
  if ((name === 'main' || name === 'article') && walk.dropping === 0) {
    const letters = walk.letters - element.words;
    walk.regions.push({
      name,
      from: at,
      to: walk.out.length,
      letters,
      textFrom: element.textAt,
      textTo: walk.text.length,
    });
  }
}

/** An icon link whose icon is gone: nothing to see, and one more stop for the keyboard. */
function isEmptyLink(walk: Walk, at: number): boolean {
  // A link of many pieces has words in it, or a picture; this also bounds the work.
  if (walk.out.length - at > 12) return false;
  const [open = '', ...inside] = walk.out.slice(at, -1);
  return open.startsWith('<a href') && !/ (id|name)="/.test(open) && inside.join('').trim() === '';
}

function addText(walk: Walk, text: string): void {
  if (walk.inTitle) walk.title = (walk.title + text).slice(0, 500);
  if (walk.dropping > 0) return;
  if (walk.inHeading > 0) walk.heading = (walk.heading + text).slice(0, 500);
  walk.out.push(escapeText(text.replaceAll('\u0000', '')));
  if (walk.aside > 0) return;
  walk.letters += text.length;
  if (walk.text.length < MAX_TEXT) walk.text += `${text} `;
}

function languageOf(attributes: Attributes): string | null {
  const lang = attributes['lang'] ?? '';
  return /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(lang) ? lang.toLowerCase() : null;
}
