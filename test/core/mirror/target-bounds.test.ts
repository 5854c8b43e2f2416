// Goal: an address of a target is taken or refused at the very bounds of its parts.
// Method: tables: each part one step inside and one outside of what it may be.
import { describe, expect, it } from 'vitest';
import { targetAddress } from '../../../core/mirror/target-address.ts';

const KVS = 'arn:aws:cloudfront::123456789012:key-value-store/1a2b-3c';
const EDGE = { platform: 'ent', store: KVS, work: 'work-b', evidence: 'evidence-b' };
const edge = (over: { readonly [name in keyof typeof EDGE]?: string | undefined }, more = '') =>
  `s3://mirrors?${Object.entries({ ...EDGE, ...over })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join('&')}${more}`;
const whyOf = (text: string): string | null => {
  const read = targetAddress(text);
  return read.kind === 'refused' ? read.why : null;
};

describe('a bucket', () => {
  it.each(['abc', '1.3', 'a-b', `a${'-'.repeat(61)}z`])('may be called %s', (name) => {
    expect(targetAddress(`s3://${name}`)).toMatchObject({
      kind: 'store',
      bucket: name,
      prefix: '',
    });
  });
  it.each(['ab', 'Abc', '-bc', 'ab-', '.bc', 'a_b', 'abcé', 'éabc', 'abc ', `a${'-'.repeat(62)}z`])(
    'may not be called %j',
    (name) => {
      expect(whyOf(`s3://${name}`)).toBe('bucket');
    },
  );
});

describe('a prefix', () => {
  it.each([
    ['a', 'a/'],
    ['a/', 'a/'],
    ['a//', 'a/'],
    ['', ''],
    ['/', ''],
    ['a.b/..c/é d', 'a.b/..c/é d/'],
    ['x'.repeat(200), `${'x'.repeat(200)}/`],
    ['.preaux', '.preaux/'],
  ])('%j is kept as %j', (written, prefix) => {
    expect(targetAddress(`s3://lecons/${written}`)).toMatchObject({ kind: 'store', prefix });
  });
  it.each([
    'x'.repeat(201),
    '.',
    '..',
    'a/./b',
    'a/..',
    'a/.preau',
    '/a',
    'a//b',
    'a\nb',
    'a\u007Fb',
    '\u001F',
  ])('%j is refused', (written) => {
    expect(whyOf(`s3://lecons/${written}`)).toBe('prefix');
  });
});

describe('parameters', () => {
  it.each([
    ['s3://lecons?', null],
    ['s3://lecons?compressed=no', null],
    ['s3://lecons?region=a=b', null],
    ['s3://lecons?region=a?b', 'parameter'],
    ['s3://lecons?region=a?', 'parameter'],
    ['s3://lecons?&', 'parameter'],
    ['s3://lecons?region', 'parameter'],
    ['s3://lecons?platform=x', 'parameter'],
    ['s3://lecons?compressed=', 'parameter'],
    ['s3://lecons?compressed=YES', 'parameter'],
    ['s3://lecons?accessKey=x', 'secret'],
    ['s3://lecons?TOKEN=x', 'secret'],
    ['s3://lecons?my-password=x', 'secret'],
    ['s3://a@lecons?x', 'secret'],
    ['s3://lecons/a@b', 'secret'],
  ])('%s: %j', (text, why) => {
    expect(whyOf(text)).toBe(why);
  });
  it('keep a value as it is, with every sign in it', () => {
    expect(targetAddress('s3://lecons?region=a%3Db=c%20d')).toStrictEqual({
      kind: 'store',
      bucket: 'lecons',
      prefix: '',
      compressed: false,
      region: 'a=b=c d',
    });
    expect(targetAddress('s3://lecons')).toStrictEqual({
      kind: 'store',
      bucket: 'lecons',
      prefix: '',
      compressed: false,
    });
  });

  it.each([
    'https://a',
    'https://a-b_c.d',
    'https://a/',
    'https://a:1',
    'https://a:12345/',
    'http://127.0.0.1',
    'http://127.255.255.255:65535/',
    'http://[::1]:80',
    'http://localhost',
    'http://localhost/',
  ])('take the endpoint %s', (endpoint) => {
    expect(targetAddress(`s3://lecons?endpoint=${endpoint}`)).toMatchObject({ endpoint });
  });
  it.each([
    'http://a',
    'https://a:123456',
    'https://a:',
    'https://a:x',
    'https://a/b',
    'https://',
    'xhttps://a',
    'https://a b',
    'https://a//',
    'http://127.0.0',
    'http://127.0.0.1.5',
    'http://128.0.0.1',
    'http://127.0.0.1234',
    'http://127.0.0.1:',
    'http://127.0.0.1:123456',
    'http://127.0.0.1/a',
    'xhttp://127.0.0.1',
    'http://localhost.example',
    'http://localhost:x',
    'ftp://localhost',
  ])('refuse the endpoint %s', (endpoint) => {
    expect(whyOf(`s3://lecons?endpoint=${encodeURIComponent(endpoint)}`)).toBe('endpoint');
  });
});

describe('Préau’s own place', () => {
  it('is whole, with its Regions or without', () => {
    const whole = { kind: 'edge', bucket: 'mirrors', ...EDGE };
    expect(targetAddress(edge({}))).toEqual(whole);
    expect(targetAddress(edge({}, '&home=h'))).toEqual({ ...whole, home: 'h' });
    expect(targetAddress(edge({}, '&region=r'))).toEqual({ ...whole, region: 'r' });
    for (const part of ['aws-cn', 'aws-us-gov']) {
      const store = KVS.replace('aws', part);
      expect(targetAddress(edge({ store }))).toEqual({ ...whole, store });
    }
    expect(targetAddress(edge({ platform: 'a-1'.repeat(21) }))).toMatchObject({ kind: 'edge' });
  });
  it.each([
    [edge({ platform: undefined }), 'edge'],
    [edge({ work: undefined }), 'edge'],
    [edge({ evidence: undefined }), 'edge'],
    [edge({ platform: 'Ent' }), 'edge'],
    [edge({ platform: 'ent_' }), 'edge'],
    [edge({ platform: '_ent' }), 'edge'],
    [edge({ platform: 'a'.repeat(65) }), 'edge'],
    [edge({ work: 'w' }), 'edge'],
    [edge({ evidence: 'E-b' }), 'edge'],
    [edge({ store: `x${KVS}` }), 'edge'],
    [edge({ store: `${KVS}!` }), 'edge'],
    [edge({ store: KVS.replace('aws', 'awS') }), 'edge'],
    [edge({ store: KVS.replace('12:', '1:') }), 'edge'],
    [edge({ store: KVS.replace('1a2b-3c', '') }), 'edge'],
    [edge({}, '&compressed=yes'), 'parameter'],
    [edge({}, '&home='), 'parameter'],
    [edge({ store: '' }), 'parameter'],
  ])('%s is refused: %s', (text, why) => {
    expect(whyOf(text)).toBe(why);
  });
});

describe('a place of rsync’s', () => {
  it.each([
    'rsync://h/m',
    'rsync://h/mn/o',
    'rsync://[::1]:873/m',
    'ab:c',
    'ab:cd/e',
    '_b:c',
    'a@hote:x',
    'A9:x',
    'hote:a/b:c@d',
    'hote:rsync://x@y',
  ])('may be %s', (text) => {
    expect(targetAddress(text)).toEqual({ kind: 'rsync', place: text });
  });
  it.each([
    ['rsync://h', 'rsync'],
    ['rsync://h/', 'rsync'],
    ['rsync:///m', 'rsync'],
    ['rsync://-h/m', 'rsync'],
    ['rsync://h/m n', 'rsync'],
    ['hote:', 'rsync'],
    ['-b:c', 'rsync'],
    ['é1:c', 'rsync'],
    ['hote:a\tb', 'rsync'],
    ['hote:a\u007Fb', 'rsync'],
    ['hote:a\u0001', 'rsync'],
    ['xrsync://h', null],
    ['a:b@hote:x', 'secret'],
    ['rsync://a:b@h/m', 'secret'],
    ['rsync://a:@h/m', 'secret'],
    ['rsync://:b@h/m', 'secret'],
    ['hote:a@b', 'secret'],
  ])('%j: %j', (text, why) => {
    expect(whyOf(text)).toBe(why);
  });
  it.each(['a:b', 'C:/x', './ab:c', '/ab:c', 'a/b:c', 'a\\b:c', 'abc', ':a', 's3:/x'])(
    '%s is a folder or a host',
    (text) => {
      expect(targetAddress(text)).toEqual(
        text === 's3:/x' ? { kind: 'rsync', place: text } : { kind: 'folder', folder: text },
      );
    },
  );
});
