/**
 * Parse JSON that somebody else wrote. Own members called `toString` or `valueOf` are left out: whatever
 * compares or prints an object that has them throws, as zod does with the `length` of what it refuses.
 * Nothing that Préau reads has a member of that name.
 *
 * @throws SyntaxError as `JSON.parse` does
 */
export const parseForeignJson = (text: string): unknown =>
  MAY_CONVERT.test(text) ? JSON.parse(text, withoutConversions) : JSON.parse(text);

/** Their names, or a letter of one written as its number. A text without them is read as fast as ever. */
const MAY_CONVERT = /toString|valueOf|\\u00[4-7]/;

const withoutConversions = (name: string, value: unknown): unknown =>
  name === 'toString' || name === 'valueOf' ? undefined : value;
