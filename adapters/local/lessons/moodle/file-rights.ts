import type { StatedRights } from '../../../../app/mirror/ports.ts';

/**
 * Moodle's licences of files, as people name them.
 * @see https://docs.moodle.org/en/Licences
 */
const OPEN: { readonly [code: string]: string } = {
  public: 'Public domain',
  cc: 'CC BY 3.0',
  'cc-nd': 'CC BY-ND 3.0',
  'cc-nc-nd': 'CC BY-NC-ND 3.0',
  'cc-nc': 'CC BY-NC 3.0',
  'cc-nc-sa': 'CC BY-NC-SA 3.0',
  'cc-sa': 'CC BY-SA 3.0',
  'cc-4.0': 'CC BY 4.0',
  'cc-nd-4.0': 'CC BY-ND 4.0',
  'cc-nc-nd-4.0': 'CC BY-NC-ND 4.0',
  'cc-nc-4.0': 'CC BY-NC 4.0',
  'cc-nc-sa-4.0': 'CC BY-NC-SA 4.0',
  'cc-sa-4.0': 'CC BY-SA 4.0',
};

const MAX_SAID = 100;

/**
 * What a backup states of one file. `unknown` is what Moodle writes when the teacher chose nothing,
 * so that it states nothing; a licence that a site made up waits for the owner's word.
 */
export function fileRights(licence: string): StatedRights | undefined {
  if (licence === '' || licence === 'unknown') return undefined;
  const open = Object.hasOwn(OPEN, licence) ? OPEN[licence] : undefined;
  if (open !== undefined) return { kind: 'open', said: open };
  const said = licence === 'allrightsreserved' ? 'All rights reserved' : licence;
  return { kind: 'reserved', said: said.slice(0, MAX_SAID) };
}
