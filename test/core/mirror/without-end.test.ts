// Goal: what stands at the end of a text is taken off in time that grows with its length alone.
// Method: properties; a text that the pattern for the same thing would need minutes for.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutEnd } from '../../../core/mirror/without-end.ts';

describe('the end of a text', () => {
  it('loses the letters named, all of them, and no other', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('/', ' ', 'a') }),
        fc.constantFrom('/', ' /', ''),
        (text, letters) => {
          const rest = withoutEnd(text, letters);
          expect(text.startsWith(rest)).toBe(true);
          const gone = Array.from(text.slice(rest.length));
          expect(gone.every((letter) => letters.includes(letter))).toBe(true);
          expect(rest === '' || !letters.includes(rest.charAt(rest.length - 1))).toBe(true);
        },
      ),
    );
  });

  it('is found at once where it is long and something follows it', { timeout: 10_000 }, () => {
    const long = `${'/'.repeat(1_000_000)}a`;
    expect(withoutEnd(long, '/')).toBe(long);
    expect(withoutEnd(long.slice(0, -1), '/')).toBe('');
  });
});
