import { Parser } from 'htmlparser2';
import type { StatedRights } from '../../../../app/mirror/ports.ts';
import { statedRights, strictest } from './stated-rights.ts';

/** Metadata of a page that say who may show it. @see https://www.dublincore.org/specifications/dublin-core/dcmi-terms/ */
const NAMES: ReadonlySet<string> = new Set(
  ['copyright', 'rights', 'license', 'licence', 'droits'].flatMap((name) => [
    name,
    `dc.${name}`,
    `dcterms.${name}`,
    `dc:${name}`,
    `dcterms:${name}`,
  ]),
);

/** A head with its scripts and styles in it. Chosen; metadata stand at its beginning. */
const MAX_HEAD = 512 * 1024;

const MAX_METAS = 200;

class Enough extends Error {}

/**
 * What the address of a licence says by itself. Another than an open one's says nothing: a page that tells of
 * rights may tell anything.
 *
 * @see https://html.spec.whatwg.org/#link-type-license
 */
function linkedRights(href: string): StatedRights | undefined {
  const rights = statedRights(href.replace(/[-/:.]+/g, ' '));
  return rights?.kind === 'open' ? { ...rights, said: href.slice(0, MAX_SAID) } : undefined;
}

/** Of what is shown to whoever decides. */
const MAX_SAID = 300;

/** What a hostile HTML page states of its rights in its head: the strictest of it. */
export function pageRights(html: string): StatedRights | undefined {
  const stated: (StatedRights | undefined)[] = [];
  let metas = 0;
  const parser = new Parser({
    onopentag: (tag, { name, property, content = '', rel = '', href = '' }) => {
      if (tag === 'body' || metas >= MAX_METAS) throw new Enough();
      if (tag !== 'meta' && tag !== 'link') return;
      metas += 1;
      if (tag === 'link' && /\b(?:license|copyright)\b/i.test(rel)) stated.push(linkedRights(href));
      const key = (name ?? property ?? '').trim().toLowerCase();
      if (NAMES.has(key)) stated.push(statedRights(content));
    },
  });
  try {
    parser.write(html.slice(0, MAX_HEAD));
    parser.end();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return strictest(stated);
}
