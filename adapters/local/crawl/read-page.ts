import { Parser } from 'htmlparser2';
import { elementFate } from '../../../core/mirror/markup-policy.ts';
import type { PageFacts } from '../../../core/mirror/crawl/login-page.ts';
import { type ShownAddress, shownAddresses } from './shown-addresses.ts';

/** What a crawl needs to know of a page. */
export interface ReadPage extends PageFacts {
  /** As written, each once, in the order of the page: what it links to and what it shows. */
  readonly links: readonly ShownAddress[];
  /** True when it has more links than are read. */
  readonly hasMoreLinks: boolean;
  /** What its `<base>` says, null for none. */
  readonly base: string | null;
  /** Where its `<meta http-equiv="refresh">` leads at once, null for none. */
  readonly refresh: string | null;
  /** The first form that asks for a password, for logging in. */
  readonly loginForm: LoginForm | null;
}

export interface LoginForm {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** As deep as the cleaner reads: a page nested deeper is not shown, and costs the parser dearly. */
const MAX_DEPTH = 256;
const CHUNK = 16_384;
/** No lesson's link is longer; the cleaner cuts it out. */
const MAX_LINK = 4_000;
const MAX_FIELDS = 200;

class Enough extends Error {}

interface Walk {
  readonly maxLinks: number;
  readonly links: Map<string, ShownAddress>;
  readonly open: ('kept' | 'dropped' | 'media')[];
  /** Depth of what is not shown, and of films and frames that are not in it. */
  dropping: number;
  media: number;
  /** Depth of what is no text for people. */
  silent: number;
  hasMoreLinks: boolean;
  base: string | null;
  refresh: string | null;
  title: string;
  inTitle: boolean;
  letters: number;
  passwordFields: number;
  scripts: number;
  pictures: number;
  form: { action: string; fields: [string, string][]; asks: boolean } | null;
  loginForm: LoginForm | null;
}

/**
 * Read what a page links to and what it shows: exactly the addresses that the cleaner will ask for,
 * so that nothing is fetched which the mirror does not show.
 */
export function readPage(html: string, maxLinks: number): ReadPage {
  const walk: Walk = {
    maxLinks,
    links: new Map(),
    open: [],
    dropping: 0,
    media: 0,
    silent: 0,
    hasMoreLinks: false,
    base: null,
    refresh: null,
    title: '',
    inTitle: false,
    letters: 0,
    passwordFields: 0,
    scripts: 0,
    pictures: 0,
    form: null,
    loginForm: null,
  };
  try {
    parse(html, walk);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  const { title, letters, passwordFields, scripts, pictures } = walk;
  const { hasMoreLinks, base, refresh, loginForm } = walk;
  const links = [...walk.links.values()];
  return {
    title: title.replace(/\s+/g, ' ').trim(),
    letters,
    passwordFields,
    scripts,
    pictures,
    links,
    hasMoreLinks,
    base,
    refresh,
    loginForm,
  };
}

function parse(html: string, walk: Walk): void {
  const parser = new Parser({
    onopentag: (name, attributes) => openTag(walk, name, attributes),
    onclosetag: (name) => closeTag(walk, name),
    ontext: (text) => addText(walk, text),
  });
  for (let at = 0; at < html.length; at += CHUNK) parser.write(html.slice(at, at + CHUNK));
  parser.end();
}

type Attributes = Readonly<Record<string, string>>;

function openTag(walk: Walk, name: string, attributes: Attributes): void {
  if (walk.open.length >= MAX_DEPTH) throw new Enough();
  if (walk.dropping === 0) {
    for (const link of shownAddresses(name, attributes, walk.media > 0)) addLink(walk, link);
  }
  if (name === 'img') walk.pictures += 1;
  if (SILENT.has(name)) walk.silent += 1;
  const fate = elementFate(name);
  const kept = fate === 'explain' ? 'media' : fate === 'drop' ? 'dropped' : 'kept';
  if (kept === 'media') walk.media += 1;
  if (kept === 'dropped') walk.dropping += 1;
  walk.open.push(kept);
  noteElement(walk, name, attributes);
}

/** Text in these is not for reading. */
const SILENT: ReadonlySet<string> = new Set(['noscript', 'script', 'style', 'template', 'title']);

function addLink(walk: Walk, link: ShownAddress): void {
  const { raw, kind } = link;
  if (raw === '' || raw.startsWith('#') || raw.length > MAX_LINK) return;
  const known = walk.links.get(raw);
  if (known !== undefined && (known.kind === 'page' || kind === 'asset')) return;
  if (known === undefined && walk.links.size >= walk.maxLinks) walk.hasMoreLinks = true;
  else walk.links.set(raw, link);
}

function noteElement(walk: Walk, name: string, attributes: Attributes): void {
  switch (name) {
    case 'base':
      walk.base ??= attributes['href'] ?? null;
      break;
    case 'title':
      walk.inTitle = walk.title === '';
      break;
    case 'script':
      walk.scripts += 1;
      break;
    case 'meta':
      walk.refresh ??= refreshOf(attributes);
      break;
    case 'form':
      walk.form = { action: attributes['action'] ?? '', fields: [], asks: false };
      break;
    case 'input':
      addField(walk, attributes);
      break;
    default:
  }
}

/** @see https://html.spec.whatwg.org/#shared-declarative-refresh-steps up to five seconds is at once */
function refreshOf(attributes: Attributes): string | null {
  if (attributes['http-equiv']?.toLowerCase() !== 'refresh') return null;
  const found = /^\s*[0-5](?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?['"]?([^'"]+)/i.exec(
    (attributes['content'] ?? '').slice(0, MAX_LINK),
  );
  return found?.[1]?.trim() ?? null;
}

function addField(walk: Walk, attributes: Attributes): void {
  const type = attributes['type']?.toLowerCase();
  if (type === 'password') walk.passwordFields += 1;
  if (walk.form === null || walk.form.fields.length >= MAX_FIELDS) return;
  if (type === 'password') walk.form.asks = true;
  const { name = '', value = '' } = attributes;
  if (name !== '' && type === 'hidden') walk.form.fields.push([name, value]);
}

function closeTag(walk: Walk, name: string): void {
  const kept = walk.open.pop();
  if (kept === 'dropped') walk.dropping -= 1;
  if (kept === 'media') walk.media -= 1;
  if (SILENT.has(name)) walk.silent -= 1;
  if (name === 'title') walk.inTitle = false;
  if (name !== 'form' || walk.form === null) return;
  const { action, fields, asks } = walk.form;
  if (asks) walk.loginForm ??= { action, fields };
  walk.form = null;
}

function addText(walk: Walk, text: string): void {
  if (walk.inTitle) walk.title = (walk.title + text).slice(0, 500);
  if (walk.silent === 0) walk.letters += text.trim().length;
}
