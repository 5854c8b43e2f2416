/**
 * JSON with sorted keys and no white space: one text for one value, so that it can be hashed.
 *
 * @param value plain data; `undefined` members are left out, as JSON does
 * @see https://www.rfc-editor.org/rfc/rfc8785 — the same idea; numbers are those of JSON.stringify
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
