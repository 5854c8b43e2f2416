/** Lines of a front matter that is no YAML. */
export interface LooseFields {
  /** `key: value`, with the lines that are indented below it, in order. */
  readonly fields: readonly (readonly [string, string])[];
  /** Lines that are neither. */
  readonly others: readonly string[];
}

/** Read `key: value` line by line, whatever the value is: `title: Fractions : la somme` too. */
export function looseFields(source: string): LooseFields {
  const fields: [string, string][] = [];
  const others: string[] = [];
  for (const line of source.split(/\r?\n/)) {
    const [, key, value = ''] =
      /^["']?([\p{L}][\p{L}\d_. -]{0,60}?)["']?[ \t]*:(?=\s|$)(.*)$/u.exec(line) ?? [];
    const last = fields.at(-1);
    if (key !== undefined) fields.push([key, unquoted(value)]);
    else if (last !== undefined && /^(?:[ \t]|- )/.test(line))
      last[1] = `${last[1]} ${line.trim()}`.trim();
    else if (line.trim() !== '') others.push(line);
  }
  return { fields, others };
}

const unquoted = (value: string): string => value.trim().replace(/^(["'])(.*)\1$/, '$2');
