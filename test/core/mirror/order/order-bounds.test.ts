// Goal: names and lists of links are read as people wrote them, down to their blanks and signs.
// Method: tables, each line beside one that differs by a sign.
import { describe, expect, it } from 'vitest';
import {
  compareNames,
  isFirstPage,
  nameInWords,
} from '../../../../core/mirror/order/natural-order.ts';
import { summaryLines } from '../../../../core/mirror/order/summary-lines.ts';

describe('a name', () => {
  it.each([
    ['_a_.md', 'A'],
    ['a 1. b', 'A 1. b'],
    ['1.23_a', 'A'],
    ['1) - a', 'A'],
    ['1. a.html', 'A'],
    ['12-3_4 é', 'É'],
    ['a__b--c', 'A b c'],
    ['---.md', '---'],
    ['1.', '1.'],
    ['a.verylongend', 'A.verylongend'],
    ['', ''],
  ])('%j is called %j', (name, words) => {
    expect(nameInWords(name)).toBe(words);
  });
  it.each([
    ['index.md', true],
    ['README.html', true],
    ['Accueil.htm', true],
    ['sommaire.markdown', true],
    ['mon-index.md', false],
    ['index.md.bak', false],
    ['index', false],
    ['index.m', false],
    ['index.htmlhtmlh', false],
  ])('%j is of the first page: %s', (name, expected) => {
    expect(isFirstPage(name)).toBe(expected);
  });
  it('stands by its ending where all else is the same', () => {
    expect(['a.md', 'a.html'].toSorted(compareNames)).toEqual(['a.html', 'a.md']);
    expect(['b', 'index.md', 'a'].toSorted(compareNames)).toEqual(['index.md', 'a', 'b']);
  });
});

describe('a line', () => {
  const line = (title: string, target: string | null = null, depth = 0) => ({
    title,
    depth,
    target,
  });
  it.each([
    ['- [a](b)', [line('a', 'b')]],
    ['+   [a](b) c', [line('a', 'b')]],
    ['*\t[a](<b> "c")', [line('a', 'b')]],
    ['x - [a](b)', []],
    ['-[a](b)', []],
    ['- a b', [line('a b')]],
    ['[a](b)', [line('a', 'b')]],
    ['[a](b "c d")  ', [line('a', 'b')]],
    ['[a](b) c', []],
    ['x [a](b)', []],
    ['- [ ** a_`\\ ](b)', [line('a', 'b')]],
    ['# a', [line('a')]],
    ['###### a ## ', [line('a')]],
    ['####### a', []],
    ['##   a', [line('a')]],
    ['#a', []],
    ['# ', []],
    ['# ##', []],
    ['x # a', []],
    ['# a\u2028b', []],
    ['# Summary', []],
    ['# Summary #', []],
    ['## Table of Contents', []],
    ['# Mon sommaire', [line('Mon sommaire')]],
    ['# Sommaire détaillé', [line('Sommaire détaillé')]],
  ])('%j is read as %j', (text, lines) => {
    expect(summaryLines(text)).toEqual(lines);
  });
  it('is read up to its 600th letter', () => {
    expect(summaryLines(`# ${'x'.repeat(700)}`)[0]?.title).toHaveLength(598);
  });
  it.each([
    ['* a\n    * b\n  * c\n* d', [0, 1, 1, 0]],
    ['* a\n  * b\n    * c\n    * d\n  * e', [0, 1, 2, 2, 1]],
    ['* a\n\t* b\n    * c\r\n\t\t* d', [0, 1, 1, 2]],
    ['  * a\n* b\n  * c', [0, 0, 1]],
    ['# p\n* a\n  * b\n[c](d)', [0, 1, 2, 1]],
  ])('%j has the depths %j', (text, depths) => {
    expect(summaryLines(text).map(({ depth }) => depth)).toEqual(depths);
  });
});
