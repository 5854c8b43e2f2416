// Goal: the rules by which a mirror is fit: what it may weigh, what its headers may say, what of it is looked at.
// Method: each limit at its edge; properties for what must hold for every mirror.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress } from '../../../../core/mirror/alias.ts';
import { aliasTarget } from '../../../../core/mirror/fit/alias-target.ts';
import { certificateWarning, daysLeft } from '../../../../core/mirror/fit/certificate-term.ts';
import { headerFaults } from '../../../../core/mirror/fit/header-faults.ts';
import { releaseLoss, releaseSize } from '../../../../core/mirror/fit/release-loss.ts';
import { spreadSample, turnsToSeeAll } from '../../../../core/mirror/fit/spread-sample.ts';
import { judgeWeights } from '../../../../core/mirror/fit/weight.ts';
import { after, epochMs, hours, sha256 } from '../../../../core/units.ts';

describe('a spread sample', () => {
  it('is never larger than asked, and sees everything in the turns that it says', () => {
    const sizes = fc.tuple(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 1, max: 50 }),
      fc.nat(1_000),
    );
    fc.assert(
      fc.property(sizes, ([count, most, first]) => {
        const items = Array.from({ length: count }, (_, index) => index);
        const turns = turnsToSeeAll(count, most);
        const seen = new Set<number>();
        for (let turn = first; turn < first + turns; turn += 1) {
          const some = spreadSample(items, most, turn);
          expect(some.length).toBeLessThanOrEqual(most);
          for (const one of some) seen.add(one);
        }
        expect(seen.size).toBe(count);
      }),
    );
  });
  it('reaches from the first to near the last', () => {
    const some = spreadSample(
      Array.from({ length: 2_000 }, (_, index) => index),
      12,
    );
    expect(some[0]).toBe(0);
    expect(some.at(-1)).toBeGreaterThan(1_800);
  });
});

describe('weights', () => {
  const page = (firstViewBytes: number, requests = 1, wholeBytes = firstViewBytes) => ({
    path: `/${firstViewBytes}`,
    firstViewBytes,
    requests,
    wholeBytes,
  });
  it('allow 100 kB and five requests, and no more', () => {
    const { heavy } = judgeWeights([page(100_000, 5), page(100_001), page(7, 6), page(200_000)]);
    expect(heavy.map(({ path }) => path)).toEqual(['/200000', '/100001', '/7']);
  });
  it('are judged by the median page, whole', () => {
    expect(judgeWeights([page(1, 1, 150_000)]).medianTooHeavy).toBe(false);
    expect(judgeWeights([page(1, 1, 150_001)]).medianTooHeavy).toBe(true);
    expect(judgeWeights([page(1), page(2), page(1, 1, 900_000)]).medianBytes).toBe(2);
    expect(judgeWeights([])).toMatchObject({ medianBytes: 0, medianTooHeavy: false });
  });
});

describe('headers', () => {
  const good = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'public, max-age=60',
    'content-security-policy': "default-src 'none'",
  };
  it.each([
    [{}, []],
    [{ 'strict-transport-security': 'max-age=1' }, ['hsts']],
    [{ 'set-cookie': ['a=b'] }, ['cookie']],
    [{ 'cache-control': 'public, max-age=61' }, ['cache']],
    [{ 'cache-control': undefined }, ['cache']],
    [{ 'cache-control': 's-maxage=900' }, ['cache']],
    [{ 'cache-control': 'no-store' }, []],
    [{ 'cache-control': 'max-age=31536000, immutable', 'content-type': 'image/webp' }, []],
    [{ 'alt-svc': 'h3=":443"' }, ['alt-svc']],
    [{ 'alt-svc': 'clear' }, []],
    [{ 'clear-site-data': '"cookies"' }, ['clear-site-data']],
    [{ 'x-robots-tag': 'noindex' }, ['noindex']],
    [{ 'x-robots-tag': 'all' }, []],
    [{ 'content-security-policy': undefined }, ['no-policy']],
  ])('%j is %j', (change, faults) => {
    expect(headerFaults({ ...good, ...change })).toEqual(faults);
  });
});

it('a certificate is warned of at 21 and at 7 days, and after its end', () => {
  const now = epochMs(1_600_000_000_000);
  const at = (left: number) => after(now, hours(24 * left));
  expect([22, 21, 20, 7, 6, -1].map((days) => certificateWarning(at(days), now))).toEqual([
    null,
    null,
    21,
    21,
    7,
    7,
  ]);
  expect(daysLeft(at(3), now)).toBe(3);
  expect(daysLeft(epochMs(now - 1), now)).toBe(-1);
});

describe('a release against the one before', () => {
  const size = (pages: number, bytes: number) => ({ pages, bytes });
  it('may lose a twentieth of its pages and a fifth of its bytes, and no more', () => {
    expect(releaseLoss(size(100, 1_000), size(95, 800))).toBeNull();
    expect(releaseLoss(size(100, 1_000), size(94, 1_000))).toMatchObject({ pagesLost: 0.06 });
    expect(releaseLoss(size(100, 1_000), size(100, 799))).toMatchObject({ bytesLost: 0.201 });
    expect(releaseLoss(size(100, 1_000), size(94, 1_000))).not.toHaveProperty('bytesLost');
  });
  it('never loses by growing, nor where there was nothing', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), (pages, bytes, more, moreBytes) => {
        expect(releaseLoss(size(pages, bytes), size(pages + more, bytes + moreBytes))).toBeNull();
      }),
    );
    expect(releaseLoss(size(0, 0), size(0, 0))).toBeNull();
  });
  it('counts lessons, not what the mirror adds', () => {
    const file = (path: string, type = 'text/html') => ({
      path,
      type,
      sizeBytes: 10,
      sha256: sha256(''),
    });
    const files = [file('/a.html'), file('/_preau/404.html'), file('/b.pdf', 'application/pdf')];
    expect(releaseSize({ files })).toEqual({ pages: 1, bytes: 30 });
  });
});

it('an address is asked for so that it is the same address again', () => {
  const anyTarget = fc
    .tuple(
      fc.array(fc.string({ unit: 'grapheme' })),
      fc.array(fc.tuple(fc.string(), fc.string({ unit: 'grapheme' }))),
    )
    .map(([names, query]) => {
      const encode = (text: string) => encodeURIComponent(text.toWellFormed());
      const parameters = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
      return `/${names.map(encode).join('/')}?${parameters}`;
    });
  fc.assert(
    fc.property(anyTarget, (target) => {
      const address = canonicalAddress(target);
      // A percent sign and `3F` in a name read as a question mark in the canonical form: no longer told apart.
      fc.pre(address !== null && !/%253F/i.test(target));
      const asked = aliasTarget(target) ?? '';
      expect(asked).toMatch(/^[!-~]+$/);
      expect(canonicalAddress(asked)).toBe(address);
    }),
  );
});
