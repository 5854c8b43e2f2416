import { escapeHtml } from '../../../../core/mirror/markup-policy.ts';

/** A page that an importer writes. It is cleaned afterwards, like any page from outside. */
export interface WrittenPage {
  readonly title: string;
  /** As BCP 47 has it; whatever else is dropped when the page is cleaned. */
  readonly language?: string | null | undefined;
  /** HTML under the heading. */
  readonly body: string;
}

/** Put a body under its heading, as a whole document in UTF-8. */
export function writtenPage({ title, language, body }: WrittenPage): Uint8Array {
  const lang = language ? ` lang="${escapeHtml(language)}"` : '';
  return new TextEncoder().encode(
    `<!doctype html>\n<html${lang}>\n<head>\n<meta charset="utf-8">\n<title>${escapeHtml(title)}</title>\n</head>\n<body>\n<h1>${escapeHtml(title)}</h1>\n${body}\n</body>\n</html>\n`,
  );
}

/** A sentence of the mirror's own within a lesson. */
export const noteHtml = (sentence: string): string =>
  `<p class="preau-note">${escapeHtml(sentence)}</p>`;

/** Text without markup as paragraphs: one for each block between empty lines. */
export function paragraphs(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map((block) => `<p>${escapeHtml(block.trim()).replaceAll('\n', '<br>\n')}</p>`)
    .join('\n');
}

/** A link to a file of the package, from its root. */
export const linkTo = (href: string, label: string): string =>
  `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>`;
