// Goal: no file name, however hostile, becomes an address outside the mirror or over its own pages.
// Method: the known tricks by name, then a property over any string.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lessonPath } from '../../../core/mirror/lesson-path.ts';

describe('a name of a source folder', () => {
  it('keeps its accents, in one form', () => {
    expect(lessonPath('T4_Bases_de_donne\u0301es/cours.html')).toEqual({
      kind: 'path',
      path: '/T4_Bases_de_données/cours.html',
    });
  });

  it.each([
    ['../x', 'leaves-the-folder'],
    ['a/../../x', 'leaves-the-folder'],
    ['a//b', 'leaves-the-folder'],
    ['', 'empty'],
    ['/etc/passwd', 'absolute'],
    ['C:/x', 'absolute'],
    ['a\\b', 'backslash'],
    ['a\0.html', 'control-character'],
    ['a\n.html', 'control-character'],
    ['.git/config', 'hidden'],
    ['_preau/theme.css', 'reserved'],
    ['_PREAU/x', 'reserved'],
    ['a\uFFFD.html', 'not-unicode'],
    [`${'a/'.repeat(40)}x`, 'too-deep'],
    ['é'.repeat(200), 'too-long'],
  ])('%j is refused: %s', (name, reason) => {
    expect(lessonPath(name)).toEqual({ kind: 'refused', reason });
  });

  it('never climbs, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('..', '.', '/', 'a', '\\', '\0', 'é', ' ', '%2e'), {
          maxLength: 12,
        }),
        (parts) => {
          const verdict = lessonPath(parts.join(''));
          if (verdict.kind === 'refused') return;
          expect(verdict.path).toMatch(/^\/[^/]/);
          expect(verdict.path.split('/')).not.toContain('..');
          expect(verdict.path).not.toMatch(/[\\\0]/);
        },
      ),
    );
  });
});
