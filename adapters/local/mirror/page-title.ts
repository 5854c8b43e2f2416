/**
 * Choose what a page is called in lists: `Les boucles - Mon site - Mon lycée` is `Les boucles`,
 * when the page's own heading says so.
 *
 * @returns null for a page that names itself nowhere
 */
export function pageTitle(titleElement: string, firstHeading: string): string | null {
  const title = oneLine(titleElement);
  const heading = oneLine(firstHeading).replace(/\s*¶$/, '');
  const isShorter = heading !== '' && title.includes(heading);
  return (isShorter ? heading : title || heading) || null;
}

/** Text with every run of blanks made one space; single spaces, nearly all of them, are left alone. */
export const oneLine = (text: string): string => text.replace(/\s\s+|[^\S ]/g, ' ').trim();
