import type { MirrorWords } from '../../../../app/mirror/ports.ts';

/** What a page of H5P is written with. */
export interface H5pDesk {
  readonly words: MirrorWords;
  /** Whether the author, and the owner, let pupils see solutions here. */
  readonly showsAnswers: boolean;
  /** @returns the name on the mirror of a medium of the package, or null */
  readonly medium: (path: string) => string | null;
  /** Headings start here: 2 at the top. */
  readonly level: number;
  /** Contents within contents, to this one. */
  readonly depth: number;
  /** Writes one content that stands within another: `library`, `params`, perhaps `metadata`. */
  readonly render: (content: unknown, desk: H5pDesk) => string;
}

/** Writes the parameters of one content type as HTML that is not clean yet. */
export type Render = (params: unknown, desk: H5pDesk, metadata: unknown) => string;

/** A heading at the desk's level. @param html clean or not, without blocks */
export function headingHtml({ level }: H5pDesk, html: string): string {
  const tag = `h${Math.min(level, 6)}`;
  return html === '' ? '' : `<${tag}>${html}</${tag}>\n`;
}

/** The same desk for what stands under a heading. */
export const under = (desk: H5pDesk): H5pDesk => ({ ...desk, level: desk.level + 1 });

/** Answers, folded; nothing where they may not be seen. */
export function answersHtml(desk: H5pDesk, answers: readonly string[]): string {
  const given = answers.filter((answer) => answer !== '');
  if (!desk.showsAnswers || given.length === 0) return '';
  const [only = ''] = given;
  const inside =
    given.length === 1
      ? `<div>${only}</div>`
      : `<ol>\n${given.map((answer) => `<li>${answer}</li>`).join('\n')}\n</ol>`;
  const summary = desk.words(given.length === 1 ? 'package.answer' : 'package.answers');
  return `<details><summary>${summary}</summary>\n${inside}\n</details>\n`;
}

/** A list of ways to answer; its order says nothing of which is right. */
export function choicesHtml(choices: readonly string[]): string {
  const items = choices.filter((choice) => choice !== '').map((choice) => `<li>${choice}</li>`);
  return items.length === 0 ? '' : `<ul>\n${items.join('\n')}\n</ul>\n`;
}

/** By letters: where the right one stands first in the file, the order must not show it. */
export const shuffled = (texts: readonly string[]): readonly string[] =>
  texts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
