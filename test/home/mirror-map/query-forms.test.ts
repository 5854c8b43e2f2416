// Goal: a server that cannot decode finds a known query in every form in which it comes.
// Method: properties against the canonical address of the core, and forms written by others.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress } from '../../../core/mirror/alias.ts';
import { askedQueries, readQuery } from '../../../home/mirror-map/query-forms.ts';
import { QUERY_PATTERNS } from '../../../home/mirror-map/query-patterns.ts';

const letters = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
const parameter = fc.record({ name: letters, value: fc.option(letters, { nil: null }) });

describe('the forms of a query', () => {
  it('all mean the parameter that they were made of', () => {
    fc.assert(
      fc.property(parameter, (one) => {
        const canonicals = askedQueries([one]).map((form) => canonicalAddress(`/a?${form}`));
        expect(new Set(canonicals).size).toBe(1);
        expect(canonicals[0]).not.toBeNull();
      }),
    );
  });

  it('are one where nothing needs a code, and those of browsers, forms and programs else', () => {
    expect(askedQueries([{ name: 'id', value: '12' }])).toEqual(['id=12']);
    const forms = askedQueries([{ name: 'file', value: "/à l'été" }]);
    for (const form of [
      "file=%2F%C3%A0%20l'%C3%A9t%C3%A9",
      'file=%2F%C3%A0+l%27%C3%A9t%C3%A9',
      'file=/%C3%A0%20l%27%C3%A9t%C3%A9',
      'file=%2f%c3%a0+l%27%c3%a9t%c3%a9',
    ])
      expect(forms).toContain(form);
  });

  it('are read back from a canonical address', () => {
    fc.assert(
      fc.property(parameter, (one) => {
        const [form = ''] = askedQueries([one]);
        const address = canonicalAddress(`/a?${form}`) ?? '';
        fc.pre(address.includes('?'));
        expect(readQuery(address.slice(3))).toEqual([one]);
      }),
    );
  });
});

describe('a raw query', () => {
  const none = new RegExp(QUERY_PATTERNS.none.replaceAll('(?i:', '(?:'), 'i');
  const one = new RegExp(QUERY_PATTERNS.one.replaceAll('(?i:', '(?:'), 'i');
  it.each(['', '&', '=', 'lang=fr', 'utm_source=a&sesskey=b&&Ticket', 'lang&=x'])(
    'that says nothing of a lesson is known as such: %j',
    (query) => {
      expect(none.test(query)).toBe(true);
      expect(canonicalAddress(`/a?${query}`)).toBe('/a');
    },
  );
  it.each(['langue=fr', 'id', 'lang=fr&id=1', 'xutm_a=1'])('that may is not: %j', (query) => {
    expect(none.test(query)).toBe(false);
  });
  it('shows the one parameter that counts, wherever it stands', () => {
    for (const query of ['id=1', 'lang=fr&id=1', 'id=1&utm_a=b&', '&sesskey=x&id=1&lang'])
      expect(one.exec(query)?.[1]).toBe('id=1');
    expect(one.test('id=1&x=2')).toBe(false);
  });
  it('is told from one that gives a parameter twice, however its name is written', () => {
    const twice = new RegExp(QUERY_PATTERNS.twice('a[b]'));
    for (const query of ['a[b]=1&a[b]=2', 'a%5bb%5D&x=1&a[b]', 'x&a[b]=1&a%5Bb%5D=1'])
      expect(twice.test(query)).toBe(true);
    for (const query of ['a[b]=1', 'a[b]=1&xa[b]=1', 'a[b]c=1&a[b]=1'])
      expect(twice.test(query)).toBe(false);
  });
});
