import type { StatedRights } from '../../../../app/mirror/ports.ts';
import { strictest } from '../package/stated-rights.ts';
import { h5pRights } from './h5p-licence.ts';
import { objectOf, textAt } from './json-view.ts';

/** Contents within contents that are looked at, as for media. Chosen, twice what the deepest takes. */
const MAX_DEPTH = 64;

/** Contents that are one medium: the file itself is held back, and a page may do without. */
const MEDIUM = /^H5P\.(?:Image|Audio|Video)\b/;

/**
 * The strictest of what a content and all contents in it state of their rights: they stand on one
 * page, which is shown as a whole or not at all.
 */
export function rightsWithin(content: unknown): StatedRights | undefined {
  const stated: (StatedRights | undefined)[] = [];
  const search = (value: unknown, depth: number): void => {
    if (depth >= MAX_DEPTH || typeof value !== 'object' || value === null) return;
    const object = objectOf(value);
    if (object !== null && !MEDIUM.test(textAt(object, 'library')))
      stated.push(h5pRights(object['metadata']));
    for (const part of Object.values(value)) search(part, depth + 1);
  };
  search(content, 0);
  return strictest(stated);
}
