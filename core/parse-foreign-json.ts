/**
 * Parse JSON that somebody else wrote. An own member called `toString` is left out: whatever compares or
 * prints an object that has one throws, as zod does with the `length` of what it refuses. Nothing that
 * Préau reads has a member of that name.
 *
 * @throws SyntaxError as `JSON.parse` does
 */
export const parseForeignJson = (text: string): unknown =>
  MAY_HAVE_IT.test(text) ? JSON.parse(text, withoutToString) : JSON.parse(text);

/** The name, or a letter of it written as its number. A text without is read as fast as ever. */
const MAY_HAVE_IT = /toString|\\u00[5-7]/;

const withoutToString = (name: string, value: unknown): unknown =>
  name === 'toString' ? undefined : value;
