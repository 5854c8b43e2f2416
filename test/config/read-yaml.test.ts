// Goal: P10: a text of nothing but faults is told by its first faults, whatever its length.
// Method: rows of brackets out of place, each an error of its own; the errors are counted.
import { expect, it } from 'vitest';
import { readYaml } from '../../config/read-yaml.ts';

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
