import { foldText } from '../fold-text.ts';
import { PAGE_KINDS, type PageKind, type PagePattern } from './page-pattern.ts';
import { PAGE_PATTERNS } from './page-patterns.ts';
import { pageText } from './page-text.ts';

/** How much of a page is read for its words: such pages are short; chosen. */
const READ_CHARS = 65_536;
/** Of what is shown. A page that says no more says one thing; chosen: two paragraphs. */
const SHORT_CHARS = 400;
/** A page that shows more is about something, and no notice; chosen: a screen. */
const NOTICE_CHARS = 2_000;
/** A good status is not contradicted by one phrase; chosen. */
const PHRASES_MIN = 2;
/** Of these the status is the better word, where it says anything. */
const ONLY_UNDER_GOOD: ReadonlySet<PageKind> = new Set<PageKind>(['error', 'login']);

/**
 * What a page that is not the expected one says of itself: by its title or first heading, by anything
 * under an error status, by any phrase where it shows hardly more, by two phrases on one screen.
 *
 * A lesson on queues has the words of a waiting room in a longer text, and is none.
 *
 * @returns null when it says nothing that is known
 */
export function pageWord(html: string, status: number): PageKind | null {
  const { title, heading, visible } = pageText(html.slice(0, READ_CHARS));
  const shown = foldText(visible);
  if (shown.length > NOTICE_CHARS) return null;
  const head = `${foldText(title)} . ${foldText(heading)}`;
  const isGood = status < 400;
  const says = (kind: PageKind): boolean => {
    if (!isGood && ONLY_UNDER_GOOD.has(kind)) return false;
    const phrases = PAGE_PATTERNS.filter((one) => one.kind === kind);
    const found = phrases.filter(({ phrase }) => holds(shown, phrase) || holds(head, phrase));
    if (!found.some(isStrong)) return false;
    if (found.length >= PHRASES_MIN) return true;
    // Any page may have a password to type, or say where one logs in.
    if (kind === 'login') return false;
    const isNotice = !isGood || shown.length <= SHORT_CHARS;
    return isNotice || found.some((one) => isStrong(one) && holds(head, one.phrase));
  };
  return PAGE_KINDS.find(says) ?? null;
}

const isStrong = ({ weak }: PagePattern): boolean => weak !== true;

/** Whole words: "est sature" is not in "n'est saturee". */
function holds(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const [before, behind] = [text[at - 1] ?? ' ', text[at + phrase.length] ?? ' '];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(behind)) return true;
  }
  return false;
}
