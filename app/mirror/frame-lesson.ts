import { escapeHtml } from '../../core/mirror/markup-policy.ts';
import { relativeHref } from '../../core/mirror/site-link.ts';
import type { Sha256 } from '../../core/units.ts';
import { nameOf } from './lesson-names.ts';
import { type FramedPage, framePage } from './page-frame.ts';
import type { CleanedPage } from './page-memory.ts';
import type { PlannedFile } from './plan-site.ts';
import type { WritingDesk } from './writing-desk.ts';

/** What of a page its frame speaks of. */
type FramedParts = Pick<CleanedPage, 'title' | 'language'>;

/** What a page is called, by itself or by its name. */
export const titleOf = ({ copyOf, path }: PlannedFile, { title }: FramedParts): string =>
  title ?? nameOf(copyOf ?? path);

/** Changes when anything does that stands around a page's body. */
export const frameMark = (desk: WritingDesk, planned: PlannedFile, page: FramedParts): Sha256 =>
  desk.hashText(frameLesson(desk, planned, page, '<h1></h1>'));

/** A page's body in the mirror's frame. */
export function frameLesson(
  { frame, plan, licences }: WritingDesk,
  planned: PlannedFile,
  page: FramedParts,
  body: string,
): string {
  const title = titleOf(planned, page);
  return framePage(frame, {
    path: planned.path,
    title,
    body: withHeading(body, title),
    language: page.language,
    ...creditOf({ frame, licences }, planned),
    neighbours: plan.neighbours.get(planned.copyOf ?? planned.path),
  });
}

/** A page without a heading gets its title as one: people and screen readers start from it. */
const withHeading = (body: string, title: string): string =>
  /<h1[\s>]/.test(body) ? body : `<h1>${escapeHtml(title)}</h1>\n${body}`;

/** Whose work this is and under which licence, as open licences ask. */
function creditOf(
  { frame, licences }: Pick<WritingDesk, 'frame' | 'licences'>,
  { set, path }: PlannedFile,
): Pick<FramedPage, 'credit'> {
  const licenceText = licences.get(set);
  const licence =
    set.licence === undefined
      ? ''
      : frame.words('foot.licence', { licence: escapeHtml(set.licence) });
  const link =
    licenceText === undefined || licence === ''
      ? licence
      : `<a href="${escapeHtml(relativeHref(path, licenceText))}">${licence}</a>`;
  const said = [set.title, set.attribution].map((part) => escapeHtml(part ?? ''));
  const credit = [...said, link].filter((part) => part !== '').join(' · ');
  return credit === '' ? {} : { credit };
}
