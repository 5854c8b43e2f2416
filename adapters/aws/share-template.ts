/** Several texts as one template, and what each of them puts into it. */
export interface SharedText {
  readonly template: string;
  /** By the names of the template's tags; in the order of the texts. */
  readonly values: readonly Readonly<Record<string, string>>[];
}

/** What a template engine could take for one of its own: Handlebars' braces, and its escape. */
const ENGINE_CHARACTERS = /[{}\\]/u;

/**
 * Say once what several texts share, line by line: a line that is the same in all stands in the
 * template, the others are values, one for each run of lines.
 *
 * No text can become syntax: a line with a brace or a backslash is a value though all share it, and
 * engines do not read values. Filled in, the template gives back each text, byte for byte. Texts of
 * different heights share nothing.
 *
 * @param prefix begins the names of the tags: ASCII letters, so that other templates' differ
 */
export function shareTemplate(prefix: string, texts: readonly string[]): SharedText {
  const lines = texts.map((text) => text.split('\n'));
  const [first = []] = lines;
  if (lines.some(({ length }) => length !== first.length)) {
    return { template: `{{${prefix}}}`, values: texts.map((text) => ({ [prefix]: text })) };
  }
  const values: Record<string, string>[] = texts.map(() => ({}));
  const parts: string[] = [];
  let at = 0;
  while (at < first.length) {
    const from = at;
    while (at < first.length && !isShared(lines, at)) at += 1;
    if (at > from) {
      const name = `${prefix}${parts.length}`;
      parts.push(`{{${name}}}`);
      for (const [index, own] of lines.entries()) {
        const value = values[index];
        if (value !== undefined) value[name] = own.slice(from, at).join('\n');
      }
    }
    while (at < first.length && isShared(lines, at)) {
      parts.push(first[at] ?? '');
      at += 1;
    }
  }
  return { template: parts.join('\n'), values };
}

function isShared(lines: readonly (readonly string[])[], at: number): boolean {
  const line = lines[0]?.[at] ?? '';
  return !ENGINE_CHARACTERS.test(line) && lines.every((own) => own[at] === line);
}
