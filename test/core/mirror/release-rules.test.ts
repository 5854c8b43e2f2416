// Goal: what follows from a release follows from it alone: its derived files, documents, changes and texts.
// Method: tables at the bounds of each rule.
import { describe, expect, it } from 'vitest';
import {
  buildIdOf,
  canonicalContent,
  signedText,
} from '../../../core/mirror/canonical-manifest.ts';
import { countChanges } from '../../../core/mirror/compare/count-changes.ts';
import {
  compressedName,
  derivedFrom,
  ENCODINGS,
  isCompressible,
  WELL_KNOWN,
} from '../../../core/mirror/derived-file.ts';
import { documentKind, isDownload } from '../../../core/mirror/document-kind.ts';
import type { Manifest, ManifestFile } from '../../../core/mirror/manifest.ts';
import { statedSeconds } from '../../../core/mirror/stated-seconds.ts';
import { isWebAddress } from '../../../core/mirror/web-address.ts';
import { wellKnownText } from '../../../core/mirror/well-known.ts';
import { epochMs, platformId, sha256 } from '../../../core/units.ts';

const file = (path: string, hash = '0', more: Partial<ManifestFile> = {}): ManifestFile => ({
  path,
  sha256: sha256(hash),
  sizeBytes: 10,
  type: 'text/html',
  ...more,
});
const manifest = (files: readonly ManifestFile[], more: Partial<Manifest> = {}): Manifest => ({
  version: 1,
  platform: platformId('ent-x'),
  buildId: 'b',
  builtAt: epochMs(1_600_000_000_000),
  title: 'T',
  licence: 'L',
  attribution: 'A',
  files,
  aliases: {},
  ...more,
});

describe('a derived file', () => {
  const known = new Map([
    ['/a.html', 1],
    ['/b', 4],
    ['/b.gz', 2],
    ['/c.gz.br', 3],
  ]);
  const from = (path: string) => derivedFrom(path, (one) => known.get(one));
  it.each([
    ['/a.html', null],
    ['/a.html.br', { kind: 'compressed', of: 1, encoding: 'br' }],
    ['/a.html.zst', { kind: 'compressed', of: 1, encoding: 'zstd' }],
    ['/a.html.gz', { kind: 'compressed', of: 1, encoding: 'gzip' }],
    ['/a.html.xz', null],
    ['/b.gz', null],
    ['/b.gz.gz', { kind: 'compressed', of: 2, encoding: 'gzip' }],
    ['/c.gz', null],
    ['/d.br', null],
    ['/.well-known/preau', { kind: 'well-known' }],
    ['/.well-known/preau.gz', null],
  ])('%s comes from %j', (path, expected) => {
    expect(from(path)).toEqual(expected);
  });
  it('is called after its file', () => {
    expect(ENCODINGS.map((one) => compressedName('/a', one))).toEqual(['/a.br', '/a.zst', '/a.gz']);
    expect(WELL_KNOWN).toBe('/.well-known/preau');
  });
  it.each([
    ['text/plain', 256, true],
    ['text/html; charset=utf-8', 255, false],
    ['application/json', 300, true],
    ['image/svg+xml', 300, true],
    ['image/bmp', 300, true],
    ['image/png', 300, false],
    ['application/pdf', 300, false],
    ['x-text/plain', 300, false],
    ['x/application/json', 300, false],
  ])('of type %s with %i bytes is made: %s', (type, sizeBytes, expected) => {
    expect(isCompressible({ type, sizeBytes })).toBe(expected);
  });
});

const OPEN = 'application/vnd.oasis.opendocument.';
const OFFICE = 'application/vnd.openxmlformats-officedocument.';
it.each([
  ['application/msword', 'Word', true],
  ['application/pdf', 'PDF', false],
  ['application/vnd.ms-excel', 'Excel', true],
  ['application/vnd.ms-powerpoint', 'PowerPoint', true],
  [`${OPEN}graphics`, 'ODG', true],
  [`${OPEN}presentation`, 'ODP', true],
  [`${OPEN}spreadsheet`, 'ODS', true],
  [`${OPEN}text`, 'ODT', true],
  [`${OFFICE}presentationml.presentation`, 'PowerPoint', true],
  [`${OFFICE}spreadsheetml.sheet`, 'Excel', true],
  [`${OFFICE}wordprocessingml.document`, 'Word', true],
  ['audio/mp4', 'M4A', false],
  ['audio/mpeg', 'MP3', false],
  ['audio/ogg', 'OGG', false],
  ['audio/wav', 'WAV', false],
  ['text/html', null, false],
  ['constructor', null, false],
  ['', null, false],
])('a document of type %s is called %s, and saved: %s', (type, name, saved) => {
  expect([documentKind(type), isDownload(type)]).toEqual([name, saved]);
});

it('builds differ by what was added, removed and changed, by address and content', () => {
  const before = manifest([file('/a', '1'), file('/b', '2'), file('/c', '3'), file('/d', '4')]);
  const after = manifest([
    file('/a', '1'),
    file('/b', '9', { sizeBytes: 100 }),
    file('/e', '3', { sizeBytes: 1_000 }),
    file('/f', '5', { sizeBytes: 10_000 }),
    file('/g', '6', { sizeBytes: 100_000 }),
  ]);
  expect(countChanges(before, after)).toEqual({
    added: 3,
    removed: 2,
    changed: 1,
    same: 1,
    freshBytes: 111_100,
  });
  expect(countChanges(before, before)).toEqual({
    added: 0,
    removed: 0,
    changed: 0,
    same: 4,
    freshBytes: 0,
  });
});

describe('the text of a manifest', () => {
  const content = manifest([file('/b', '2', { copyOf: '/a' }), file('/a', '1'), file('/Z', '3')], {
    aliases: { '/y': '/a', '/x': '/b' },
  });
  const text =
    '{"aliases":{"/x":"/b","/y":"/a"},"attribution":"A","files":[{"path":"/Z","sha256":"3","sizeBytes":10,"type":"text/html"},{"path":"/a","sha256":"1","sizeBytes":10,"type":"text/html"},{"path":"/b","sha256":"2","sizeBytes":10,"type":"text/html","copyOf":"/a"}],"licence":"L","platform":"ent-x","title":"T","version":1}';
  it('has keys, files and aliases in one order', () => {
    expect(canonicalContent(content)).toBe(text);
    expect(buildIdOf(content, (of) => sha256(of === text ? '0123456789abcdef0' : ''))).toBe(
      '0123456789abcdef',
    );
  });
  it('is signed with its hour, where files came from, and the status page', () => {
    const signed = `preau-mirror-manifest-v1\nb\n1600000000000\n${text}`;
    expect(signedText(content)).toBe(signed);
    expect(signedText({ ...content, statusPage: 'https://s' })).toBe(
      `${signed}\nstatus "https://s"`,
    );
    const from = (path: string, url: string) => file(path, '1', { from: { url, at: epochMs(5) } });
    const fetched = manifest([from('/b', 'u'), file('/c'), from('/a', 'v')]);
    expect(signedText(fetched)).toBe(
      `preau-mirror-manifest-v1\nb\n1600000000000\n${canonicalContent(fetched)}\n[["/a","v",5],["/b","u",5]]`,
    );
  });
  it('that anybody may ask for names the build, and who signed it', () => {
    const told = {
      version: 1,
      platform: 'ent-x',
      buildId: 'b',
      builtAt: '2020-09-13T12:26:40.000Z',
      keyId: null,
      statusPage: null,
      manifest: '/_preau/manifest.json',
    };
    expect(wellKnownText(content)).toBe(`${JSON.stringify(told)}\n`);
    const signature = { algorithm: 'ed25519', keyId: 'k', value: 'v' } as const;
    const whole = { ...content, signature, statusPage: 'https://s' };
    expect(JSON.parse(wellKnownText(whole))).toEqual({
      ...told,
      keyId: 'k',
      statusPage: 'https://s',
    });
  });
});

it.each([
  ['1', 1],
  ['0', null],
  ['0.4', null],
  ['0.5', 1],
  ['86400', 86_400],
  ['86401', null],
  ['99.123456789', 99],
  ['99.1234567890', null],
  ['123456', null],
  ['1s', null],
  ['x1', null],
  ['', null],
  ['PT3M20S', 200],
  ['PT1H', 3_600],
  ['PT24H', 86_400],
  ['PT24H1S', null],
  ['PT2M', 120],
  ['PT1H2M3.6S', 3_723],
  ['PT', null],
  ['PT1H ', null],
  ['xPT1H', null],
  ['PT123H', null],
  ['PT1440M', 86_400],
  ['PT12345M', null],
  ['PT12345S', 12_345],
  ['PT123456S', null],
  ['PT1.123456789S', 1],
  ['PT1.1234567890S', null],
  ['P1D', null],
])('%j is %s seconds', (stated, seconds) => {
  expect(statedSeconds(stated)).toBe(seconds);
});

it.each([
  ['http://a', true],
  ['HTTPS://a', true],
  ['ftp://a', false],
  ['./https://a', false],
  ['https:/a', false],
])('%s is an address of the web: %s', (place, expected) => {
  expect(isWebAddress(place)).toBe(expected);
});
