import { textAt, type XmlElement } from '../xml-tree.ts';

/** What the learning object metadata of a package say. '' for what they do not. */
export interface StatedLom {
  readonly title: string;
  /** As {@link lomRights}. */
  readonly rights: string;
}

/** Read a `<lom>`, in IEEE's shape or in the one of SCORM 1.2. */
export const readLom = (lom: XmlElement | null): StatedLom => ({
  title: lom === null ? '' : textAt(lom, 'general', 'title'),
  rights: lomRights(lom),
});

/**
 * What a `<lom>` says of rights. Its description is the statement; `yes` alone means that there
 * are restrictions, and that nobody said which. `no` alone is what tools write when nobody was
 * asked, so that it states nothing.
 *
 * @see https://standards.ieee.org/ieee/1484.12.1/7699/ section 6, rights
 */
export function lomRights(lom: XmlElement | null): string {
  if (lom === null) return '';
  const description = textAt(lom, 'rights', 'description');
  if (description !== '') return description;
  const restricts = textAt(lom, 'rights', 'copyrightandotherrestrictions');
  return /\byes\b/i.test(restricts) ? 'copyright and other restrictions: yes' : '';
}
