// Goal: P10: a text of nothing but faults is told by its first faults, whatever its length.
// Method: rows of brackets out of place, each an error of its own; the errors are counted.
import { expect, it } from 'vitest';
import { readYaml } from '../../config/read-yaml.ts';
import { withoutTraces } from '../../config/without-traces.ts';

it.each(['[a]{.b}', '*a*{.b} ', '[TOC]', '} '])('a row of %j is some errors', (piece) => {
  const { document, tree, findings } = readYaml(piece.repeat(1_000));
  expect(tree).toBeUndefined();
  expect(document.errors.length).toBeLessThanOrEqual(202);
  expect(findings.length).toBeGreaterThan(0);
});

it.each([' :', '? ', '- '])('a row of %j opens more than can be read, and is too deep', (piece) => {
  const { tree, findings } = readYaml(piece.repeat(9_000));
  expect(tree).toBeUndefined();
  expect(findings.map(({ code }) => code)).toEqual(['too-deep']);
});

it.each(['[', ',', '&a ', '!!x ', '*a ', '! ', '"', ':', '[a'])(
  'a whole file of %j after a value makes few errors',
  (piece) => {
    for (const before of ['', '*a ', 'a: ', '[a, ']) {
      const { document, tree, findings } = readYaml(before + piece.repeat(4_000));
      expect(tree).toBeUndefined();
      expect(document.errors.length).toBeLessThanOrEqual(1_500);
      expect(findings.length).toBeGreaterThan(0);
    }
  },
);

it('a handful of signs out of place is told where it is, and not as a garbled file', () => {
  const codes = readYaml(`a: [${','.repeat(20)}]\nb: *c ${'['.repeat(20)}\n`).findings;
  expect(codes.map(({ code }) => code)).toContain('yaml-syntax');
});

it('a second document is a fault, and nothing after it is read', () => {
  const { findings, lines } = readYaml('a: 1\n---\n'.repeat(1_000));
  expect(findings.map(({ code }) => code)).toContain('two-documents');
  expect(lines.lineStarts.length).toBeLessThan(10);
});

it('errors have no traces meanwhile, and have them again afterwards, also when it throws', () => {
  const before = Error.stackTraceLimit;
  expect(withoutTraces(() => new Error('x').stack)).toBe('Error: x');
  const failing = () =>
    withoutTraces(() => {
      throw new RangeError('deep');
    });
  expect(failing).toThrow(RangeError);
  expect(Error.stackTraceLimit).toBe(before);
});
