// Goal: what a mirror is measured by counts what it should, and turns at its bound.
// Method: small releases, pages and headers, one step on either side.
import { describe, expect, it } from 'vitest';
import { compareLessons } from '../../../../core/mirror/compare/compare-lessons.ts';
import { headerFaults } from '../../../../core/mirror/fit/header-faults.ts';
import { releaseLoss, releaseSize } from '../../../../core/mirror/fit/release-loss.ts';
import { spreadSample, turnsToSeeAll } from '../../../../core/mirror/fit/spread-sample.ts';
import { judgeWeights } from '../../../../core/mirror/fit/weight.ts';
import { sha256 } from '../../../../core/units.ts';

describe('the headers of a page', () => {
  const page = (over: { readonly [name: string]: string | readonly string[] }) =>
    headerFaults({
      'content-type': 'text/html',
      'content-security-policy': 'x',
      'cache-control': 'max-age=60',
      ...over,
    });
  it.each([
    [{}, []],
    [{ 'cache-control': 'public,max-age="61"' }, ['cache']],
    [{ 'cache-control': 'xmax-age=1' }, ['cache']],
    [{ 'cache-control': ['public', 'max-age=10'] }, []],
    [{ 'cache-control': ['s-x', 'xmax-age=10'] }, ['cache']],
    [{ 'alt-svc': ' clear ' }, []],
    [{ 'alt-svc': ['clear'] }, []],
    [{ 'alt-svc': 'h3' }, ['alt-svc']],
    [{ 'set-cookie': [] }, []],
    [{ 'set-cookie': ['a', 'b'] }, ['cookie']],
  ])('%j have the faults %j', (headers, faults) => {
    expect(page(headers)).toEqual(faults);
  });
});

it('a release is as large as its files, without copies, and has the pages that are lessons', () => {
  const file = (path: string, sizeBytes: number, type = 'text/html', copyOf?: string) => ({
    path,
    sizeBytes,
    type,
    sha256: sha256('0'),
    ...(copyOf !== undefined && { copyOf }),
  });
  const files = [
    file('/a', 1),
    file('/b', 10, 'text/html; charset=utf-8'),
    file('/c', 100, 'x-text/html'),
    file('/_preau/d', 1_000),
    file('/e', 10_000, 'text/html', '/a'),
    file('/f/_preau/', 100_000),
    file('/g', 1_000_000, 'text/html;x'),
  ];
  expect(releaseSize({ files })).toEqual({ pages: 4, bytes: 1_101_111 });
  const loss = (pages: number, bytes: number) =>
    releaseLoss({ pages: 100, bytes: 100 }, { pages, bytes });
  expect([loss(95, 80), loss(200, 200)]).toEqual([null, null]);
  expect(loss(94, 80)).toEqual({
    before: { pages: 100, bytes: 100 },
    after: { pages: 94, bytes: 80 },
    pagesLost: 0.06,
  });
  expect(loss(95, 79)).toMatchObject({ bytesLost: 0.21 });
  expect(releaseLoss({ pages: 0, bytes: 0 }, { pages: 0, bytes: 0 })).toBeNull();
});

it('a sample of none is empty, and of more than there are is all', () => {
  expect(spreadSample([1, 2], 0, 1)).toEqual([]);
  expect(spreadSample([1, 2], 3, 5)).toEqual([1, 2]);
  expect(spreadSample([1, 2, 3, 4, 5], 2, 4)).toEqual([2, 5]);
  expect([turnsToSeeAll(5, 2), turnsToSeeAll(0, 2)]).toEqual([3, 1]);
});

it('pages are weighed by the one in the middle, and the heavy ones by their first view', () => {
  const page = (firstViewBytes: number, wholeBytes: number, requests = 5) => ({
    path: `/${firstViewBytes}`,
    firstViewBytes,
    requests,
    wholeBytes,
  });
  const pages = [
    page(9, 150_000),
    page(100_000, 7),
    page(5, 150_001),
    page(100_001, 150_002),
    page(7, 9, 6),
  ];
  expect(judgeWeights(pages)).toEqual({
    pages: 5,
    medianBytes: 150_000,
    medianFirstViewBytes: 9,
    medianTooHeavy: false,
    heavy: [pages[3], pages[4]],
  });
  expect(judgeWeights(pages.toReversed()).heavy).toEqual([pages[3], pages[4]]);
  expect(
    judgeWeights([page(10, 1), page(9, 2), page(100, 150_001), page(11, 150_001)]),
  ).toMatchObject({
    medianBytes: 2,
    medianFirstViewBytes: 10,
  });
  expect(judgeWeights([page(1, 150_001)]).medianTooHeavy).toBe(true);
  expect(judgeWeights([]).medianBytes).toBe(0);
});

describe('a lesson', () => {
  const lesson = (text: string, title = 't') => ({
    title,
    text,
    credit: '',
    pictures: [],
    links: [],
    isOwn: false,
  });
  const compare = (before: string, after: string, title = 't') =>
    compareLessons('/a', lesson(before), lesson(after, title), true);
  it('is the same whatever its blanks', () => {
    expect(compare(' Un  deux \n\nTrois.  Quatre.', 'Un deux\nTrois. Quatre.')).toBeNull();
    expect(compare('Un.\n\nDeux.', 'Un.\nDeux.', 'x')).not.toHaveProperty('sentence');
    expect(compare('a b', 'ab')?.share).toBe(1);
  });
  it('counts what is new as often as it is', () => {
    expect(compare('Oui.', 'Non. Non.')?.share).toBe(1);
  });
  it('shows a sentence of 160 letters whole', () => {
    const long = 'x'.repeat(160);
    expect(compare('', long)?.sentence?.text).toBe(long);
    expect(compare('', `${long}x`)?.sentence?.text).toBe(`${long.slice(1)}…`);
  });
});
