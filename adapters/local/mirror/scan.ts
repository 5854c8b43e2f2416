import { Parser } from 'htmlparser2';
import { PAGES_WITH_SCRIPT } from '../../../app/mirror/own-pages.ts';
import { relativeHref } from '../../../core/mirror/site-link.ts';
import type { Attributes } from './attributes.ts';

/** Something that a page of a mirror must not hold. */
export interface PageFault {
  readonly kind: 'script' | 'form' | 'off-site';
  readonly path: string;
  readonly detail: string;
}

const RUNS: ReadonlySet<string> = new Set([
  'animate',
  'applet',
  'base',
  'embed',
  'foreignobject',
  'frame',
  'iframe',
  'object',
  'portal',
  'script',
  'set',
]);

const ASKS: ReadonlySet<string> = new Set(['button', 'form', 'input', 'select', 'textarea']);

/** Faults named one by one in a page; a page with more is as bad with twenty. */
const MAX_FAULTS = 20;

/**
 * Read a finished page, or a drawing, with other eyes than the builder's: no allow-list here, but
 * a search for everything that runs, asks for input, or fetches from elsewhere.
 */
export function scanPage(path: string, html: string): readonly PageFault[] {
  const faults: PageFault[] = [];
  const add = (kind: PageFault['kind'], detail: string): void => {
    if (faults.length < MAX_FAULTS) faults.push({ kind, path, detail: detail.slice(0, 200) });
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (RUNS.has(name) && !isOwnScript(path, name, attributes)) add('script', `<${name}>`);
        if (ASKS.has(name)) add('form', `<${name}>`);
        if (name === 'meta' && 'http-equiv' in attributes) add('script', '<meta http-equiv>');
        scanAttributes(name, attributes, add);
      },
    },
    { lowerCaseTags: true },
  );
  parser.end(html);
  return faults;
}

/** Each of the mirror's own pages may have the one script that is its own, by its plain address. */
function isOwnScript(path: string, name: string, attributes: Attributes): boolean {
  const own = PAGES_WITH_SCRIPT.get(path);
  if (name !== 'script' || own === undefined) return false;
  const src = attributes['src'] ?? '';
  return src === own || src === relativeHref(path, own);
}

function scanAttributes(
  element: string,
  attributes: Attributes,
  add: (kind: PageFault['kind'], detail: string) => void,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    const bare = Array.from(value)
      .filter((letter) => letter > ' ')
      .join('')
      .toLowerCase();
    if (name.startsWith('on') || name === 'srcdoc') add('script', `${element} ${name}`);
    if (
      /^(?:javascript|vbscript|data:(?!image\/(?:png|jpe?g|gif|webp);))/.test(bare) &&
      /href|src|action|data|to|values|from/.test(name)
    ) {
      add('script', `${element} ${name}=${bare}`);
    }
    const fetches =
      element !== 'a' &&
      ['src', 'srcset', 'href', 'xlink:href', 'poster', 'data', 'background'].includes(name);
    if (fetches && /^(?:[a-z]+:)?\/\//.test(bare)) add('off-site', `${element} ${name}=${bare}`);
    // `url(#part)` paints with a part of the same picture.
    if (name === 'style' && /url\(["']?(?!["']?#)|@import/.test(bare))
      add('off-site', `${element} style=${bare}`);
  }
}
