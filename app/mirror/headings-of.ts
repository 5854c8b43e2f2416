import { cutLoose } from './cut-loose.ts';

/** Headings of one page that the search knows. Chosen. */
const HEADINGS_MAX = 60;

const ENTITIES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * What a page calls its parts.
 *
 * @param body as the cleaning leaves it: every tag closed, and five characters escaped
 */
export function headingsOf(body: string): readonly string[] {
  const headings: string[] = [];
  for (const [, , inside = ''] of body.matchAll(/<h([1-6])(?:\s[^>]*)?>(.*?)<\/h\1>/gs)) {
    if (headings.length === HEADINGS_MAX) break;
    const text = inside
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/&(amp|lt|gt|quot);/g, (whole, name: string) => ENTITIES[name] ?? whole);
    headings.push(cutLoose(text.replaceAll(/\s+/g, ' ').trim().slice(0, 200)));
  }
  return headings;
}
