import type { StatedRights } from '../../../../app/mirror/ports.ts';
import { textAt } from './json-view.ts';

/**
 * Codes by which everybody may pass a work on.
 * @see https://h5p.org/documentation/for-authors/copyright the codes of the editor
 */
const OPEN = /^(?:CC .+|CC0.*|PD|PDM|CC PDM|GNU GPL|ODC PDDL)$/;

/**
 * What an H5P package, or one medium of it, states of its rights: `U` is the editor's default and
 * states nothing, `C` is copyright, everything unknown waits for the owner.
 */
export function h5pRights(described: unknown): StatedRights | undefined {
  const code = textAt(described, 'license');
  if (code === '' || code === 'U') return undefined;
  const version = textAt(described, 'licenseVersion') || textAt(described, 'version');
  const said = [CODES[code] ?? code, version].filter((part) => part !== '').join(' ');
  return { kind: OPEN.test(code) ? 'open' : 'reserved', said: said.slice(0, 300) };
}

/** Codes that nobody reads as they are. */
const CODES: { readonly [code: string]: string | undefined } = {
  C: 'copyright',
  PD: 'Public Domain',
  'CC PDM': 'Public Domain Mark',
  PDM: 'Public Domain Mark',
  'ODC PDDL': 'Public Domain Dedication and Licence',
};
