// Goal: the settings for a foreign server hold each address as data: nothing of it becomes an order.
// Method: words read back as nginx and Caddy read them, and releases whose addresses cannot all be told.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMs, platformId, sha256 } from '../../../core/units.ts';
import { caddyKey, caddyWord } from '../../../home/mirror-map/caddy-words.ts';
import { headersOf, type MapFacts } from '../../../home/mirror-map/map-facts.ts';
import { nginxText, nginxWord } from '../../../home/mirror-map/nginx-words.ts';
import { fileHeaders } from '../../../home/mirror-server/headers.ts';
import { servedTable } from '../../../home/mirror-map/served-table.ts';
import { MAP_SERVERS, writeMap } from '../../../home/mirror-map/write-map.ts';

const files = ['/index.html', '/a.html', '/A.html', '/_preau/404.html'].map((path, index) => ({
  path,
  sha256: sha256(String(index).repeat(64)),
  sizeBytes: 1,
  type: 'text/html; charset=utf-8',
}));
const facts = (
  aliases: Readonly<Record<string, string>>,
  changes: Partial<MapFacts> = {},
): MapFacts => ({
  manifest: {
    version: 1,
    platform: platformId('ent-x'),
    buildId: '0123456789abcdef',
    builtAt: epochMs(0),
    title: 'ENT',
    licence: '',
    attribution: '',
    files,
    aliases,
  },
  root: '/srv/ent-x',
  hostname: 'ent.example',
  listen: '80',
  bodies: { page: '<p>', problem: '{}' },
  ...changes,
});

const SIGNS = [
  '"',
  "'",
  '`',
  '\\',
  '$',
  '{',
  '}',
  ';',
  '#',
  '~',
  '\n',
  '\r',
  '\t',
  ' ',
  'a',
  'é',
  '(',
];
const hostile = fc.string({ unit: fc.constantFrom(...SIGNS), maxLength: 20 });

describe('a word of nginx', () => {
  it('ends where it ends, and says what it was made of', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(readAsNginx(`${nginxWord(text)} after`)).toBe(text);
      }),
    );
  });
  it('has no dollar of its own where variables are put in', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const word = nginxText(text, 'd');
        expect(word.replaceAll('${d}', '')).not.toContain('$');
        expect(readAsNginx(`${word} after`).replaceAll('${d}', '$')).toBe(text);
      }),
    );
  });
});

/** nginx's reader of a word in double quotes: ngx_conf_read_token. */
function readAsNginx(file: string): string {
  const blanks: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  let text = '';
  for (let at = 1; at < file.length; at += 1) {
    const [sign = '', next = ''] = [file[at], file[at + 1]];
    if (sign === '"') return text;
    const isTaken = sign === '\\' && ('"\'\\'.includes(next) || next in blanks);
    text += isTaken ? (blanks[next] ?? next) : sign;
    if (isTaken) at += 1;
  }
  throw new Error('the word does not end');
}

describe('a word of Caddy', () => {
  it('is compared as it is, or by an expression that fits it alone', () => {
    fc.assert(
      fc.property(hostile, hostile, (text, other) => {
        const key = caddyKey(`/${text}`);
        expect([key.at(0), key.at(-1), key.slice(1, -1).includes('`')]).toEqual(['`', '`', false]);
        expect(key).not.toContain('{$');
        const said = key.slice(1, -1);
        const fits = (asked: string): boolean =>
          said.startsWith('~^') ? new RegExp(said.slice(1)).test(asked) : said === asked;
        expect([fits(`/${text}`), fits(`/${other}`)]).toEqual([true, other === text]);
      }),
    );
  });
  it('is refused where Caddy would put in its environment', () => {
    expect(() => caddyWord('/srv/{$HOME}')).toThrow(/argument-invalid|expected text/);
    expect(caddyWord('a`"b')).toBe('"a`\\"b"');
  });
});

describe('the table', () => {
  it('leaves out, and tells, what a server without code cannot tell apart', () => {
    const aliases = {
      '/p?t[]=1&t[]=2': '/a.html',
      '/p?id=1&x=2': '/a.html',
      ...Object.fromEntries(
        Array.from({ length: 40 }, (_, index) => [`/q?id=1&n${index}=2`, '/a.html']),
      ),
    };
    const { leftOut, names, queries } = servedTable(facts(aliases).manifest);
    expect(names.length).toBe(32);
    expect(leftOut).toContain('/p?t[]=1&t[]=2');
    expect(leftOut.length + queries.length).toBe(42);
  });
});

describe.each(MAP_SERVERS)('the settings for %s', (server) => {
  it('hold both of two addresses that differ in case alone', () => {
    const { text, leftOut } = writeMap(server, facts({}), true);
    expect(leftOut).toEqual([]);
    for (const path of ['/a.html', '/A.html']) expect(text).toContain(path);
  });
  it('let nothing outlive the outage: no HSTS, no cookie, no 301, no word to robots on the real name', () => {
    const tls = { certificate: '/etc/c.pem', key: '/etc/k.pem' };
    const { text } = writeMap(server, facts({}, { tls, listen: '443' }), true);
    expect(text).not.toMatch(/strict-transport|set-cookie|\b30[18]\b|noindex|\$http_cookie/i);
    expect(text).toContain('302');
    expect(writeMap(server, facts({}, { ownName: 'own.example' }), true).text).toContain('noindex');
  });
  it.each([
    ['--name', { hostname: 'a b;' }],
    ['--own-name', { ownName: 'x}' }],
    ['--listen', { listen: '80; x' }],
    ['--root', { root: 'relative' }],
    ['--root', { root: '/srv/{$HOME}' }],
    ['--certificate', { tls: { certificate: '/c\n', key: '/k' } }],
  ])('are not written for a %s that is none', (option, changes) => {
    expect(() => writeMap(server, facts({}, changes), true)).toThrow(option);
  });
  it('are the same for the same release', () => {
    const one = writeMap(server, facts({ '/x?b=1&a=2': '/a.html' }), true);
    expect(writeMap(server, facts({ '/x?b=1&a=2': '/a.html' }), true)).toEqual(one);
  });
});

it.each([
  'application/vnd.oasis.opendocument.text',
  'image/svg+xml',
  'text/html; charset=utf-8',
  'application/pdf',
])('nothing that the embedded server says of a file is left out (%s)', (type) => {
  const file = { path: '/a.x', sha256: sha256('0'.repeat(64)), sizeBytes: 1, type };
  const { policy, cache, disposition } = headersOf(file);
  expect(fileHeaders(file)).toEqual({
    'Content-Type': type,
    'Content-Security-Policy': policy,
    'Cache-Control': cache,
    ...(disposition === '' ? {} : { 'Content-Disposition': disposition }),
  });
  expect(['', 'attachment']).toContain(disposition);
});

it('has no word that is longer than nginx takes, whatever the names of parameters are', () => {
  const unit = fc.constantFrom('\\', '🎓', '"', 'é', 'a', '$', '%', ' ');
  const name = fc.string({ unit, minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 20, maxLength: 40 }), (names) => {
      const query = names.map((one) => `${encodeURIComponent(one)}=1`);
      const pairs = query.map((one, index) => `/v?${one}&${query.at(index - 1)}`);
      const { text } = writeMap(
        'nginx',
        facts(Object.fromEntries(pairs.map((p) => [p, '/a.html']))),
        true,
      );
      const words = text.match(/"(?:[^"\\]|\\.)*"/gs) ?? [];
      expect(words.filter((word) => Buffer.byteLength(word) > 4_096)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

it('nginx is told the sizes of its tables once, and not by the second mirror', () => {
  expect(writeMap('nginx', facts({}), true).text).toContain('map_hash_bucket_size');
  expect(writeMap('nginx', facts({}), false).text).not.toMatch(/map_hash|variables_hash/);
});
