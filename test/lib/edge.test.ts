// Goal: a mirror answers at CloudFront's edge as the embedded server does, and nothing of it outlives
// the outage. Method: the deployed code in a world of its own, with the keys that a publisher puts.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { releaseAddresses } from '../../app/mirror/release-addresses.ts';
import { RELEASE_KEYS } from '../../config/aws-mirror-keys.ts';
import { addressBook } from '../../core/mirror/address-book.ts';
import { canonicalAddress } from '../../core/mirror/alias.ts';
import { routeRequest } from '../../core/mirror/route-request.ts';
import { sha256 } from '../../core/units.ts';
import { commonHeaders, fileHeaders } from '../../home/mirror-server/headers.ts';
import { edgeCode } from '../../lib/edge-code.ts';
import { MIRROR_POLICIES } from '../../lib/mirror-policies.ts';
import {
  addressIn,
  askEdge,
  BUILD,
  type EdgeAnswer,
  FACTS,
  keysOf,
  loadEdge,
  objectKey,
} from './edge-world.ts';

const typeOf = (path: string) =>
  path.endsWith('html') ? 'text/html; charset=utf-8' : 'application/pdf';
const manifest = {
  files: [
    '/index.html',
    '/été/leçon 1.html',
    '/api/cours.html',
    '/api/notes.pdf',
    '/authentification.html',
    '/login/index.html',
    '/notes.pdf',
    '/100%.html',
    '/quoi?.html',
    '/a+b.html',
    '/_preau/connexion.html',
  ].map((path) => ({ path, sha256: sha256('0'), sizeBytes: 1, type: typeOf(path) })),
  aliases: {
    '/': '/index.html',
    '/%C3%A9t%C3%A9/le%C3%A7on%201': '/été/leçon 1.html',
    '/course/view.php?id=12': '/été/leçon 1.html',
    '/course/view.php?id=13&section=2': '/a+b.html',
    '/connexion/aide?sujet=x': '/index.html',
    '/rest/': '/index.html',
  },
};
const book = addressBook(manifest);
const { files } = releaseAddresses(manifest);

/** What the answer of the edge, with the bucket behind it, comes to. */
function kindOf(answer: EdgeAnswer): string {
  if (answer.uri === undefined) return answer.statusCode === 503 ? 'unavailable' : 'other';
  const address = addressIn(objectKey(answer.uri));
  if (address === '/_preau/manifest.json') return 'manifest';
  if (address === '/_preau/health') return 'health';
  if (address === '/.well-known/preau') return 'well-known';
  if (address === '/_preau/connexion.html') return 'login';
  return files.has(address) ? 'lesson' : 'missing';
}

const HTML = 'text/html,*/*;q=0.8';
const TABLE: readonly (readonly [string, string, string])[] = [
  ['GET', '/', HTML],
  ['GET', '/index.html', HTML],
  ['HEAD', '/notes.pdf', '*/*'],
  ['GET', '/notes.pdf', 'application/json'],
  ['GET', '/%C3%A9t%C3%A9/le%C3%A7on%201', HTML],
  ['GET', '/e%CC%81te%CC%81/lec%CC%A7on%201.html', HTML],
  ['GET', '/été/leçon%201.html?utm_source=x', HTML],
  ['GET', '//%C3%A9t%C3%A9//le%C3%A7on%201', HTML],
  ['GET', '/100%25.html', HTML],
  ['GET', '/100%.html', HTML],
  ['GET', '/quoi%3F.html', HTML],
  ['GET', '/quoi?.html', HTML],
  ['GET', '/a+b.html', HTML],
  ['GET', '/a%2Bb.html', HTML],
  ['GET', '/course/view.php?id=12', HTML],
  ['GET', '/course/view.php?lang=fr&id=12&sesskey=abc', HTML],
  ['GET', '/course/view.php?section=2&id=13', HTML],
  ['GET', '/course/view.php?id=14', HTML],
  ['GET', '/course/view.php', HTML],
  ['GET', '/course/view.php?id=12', 'application/json'],
  ['GET', '/index.html?v=3', HTML],
  ['GET', '/index.html;jsessionid=AB?v=3', HTML],
  ['GET', '/api/cours.html', HTML],
  ['GET', '/api/cours.html', 'application/json'],
  ['GET', '/api/notes.pdf', 'application/json'],
  ['GET', '/api/absent.html', HTML],
  ['GET', '/authentification.html', HTML],
  ['GET', '/authentifier-une-source.html', HTML],
  ['GET', '/connexion/aide?sujet=x', HTML],
  ['GET', '/connexion/aide?sujet=y', HTML],
  ['GET', '/connexion/aide', HTML],
  ['GET', '/rest/', HTML],
  ['GET', '/rest/x', HTML],
  ['GET', '/inconnu', HTML],
  ['GET', '/../etc', HTML],
  ['GET', '/%2e%2e/etc', HTML],
  ['GET', '/a%5Cb', HTML],
  ['GET', '/a%00', HTML],
  ['GET', '/%ff', HTML],
  ['GET', `/${'x'.repeat(8_100)}`, HTML],
  ['GET', `/api/${'x'.repeat(600)}`, HTML],
  ['GET', '/login/', HTML],
  ['GET', '/login/index.html', HTML],
  ['GET', '/login/forgot_password.php', HTML],
  ['GET', '/login.php?service=x', HTML],
  ['GET', '/cas/login?service=https://x', HTML],
  ['GET', '/cas/login', 'application/json'],
  ['GET', '/auth/saml2/login', HTML],
  ['GET', '/oauth2/authorize', HTML],
  ['GET', '/?SAMLRequest=abc', HTML],
  ['GET', '/?SAMLResponse=abc', 'application/json'],
  ['GET', '/api/x?SAMLRequest=a', HTML],
  ['GET', '/connexion', HTML],
  ['GET', '/constructor', HTML],
  ['GET', '/__proto__', HTML],
  ['POST', '/', HTML],
  ['PUT', '/notes.pdf', HTML],
  ['DELETE', '/', HTML],
  ['OPTIONS', '/', '*/*'],
  ['POST', '/login/index.php', HTML],
  ['GET', '/api/v1/me', HTML],
  ['GET', '/webservice/rest/server.php', '*/*'],
  ['GET', '/lib/ajax/service.php', '*/*'],
  ['GET', '/.well-known/openid-configuration', '*/*'],
  ['GET', '/', 'application/json'],
  ['GET', '/', 'application/vnd.api+json'],
  ['GET', '/_preau/manifest.json', '*/*'],
  ['GET', '/_preau/health', 'application/json'],
  ['GET', '/.well-known/preau', 'application/json'],
];

describe('one table of requests', () => {
  it.each(TABLE)(
    '%s %s (%s) is answered at the edge as at home',
    async (method, target, accept) => {
      for (const parsedOnly of [false, true]) {
        const { handler } = loadEdge('answer-request', keysOf(manifest));
        const answer = await askEdge(handler, { method, target, accept, parsedOnly });
        expect(kindOf(answer)).toBe(routeRequest(book, { method, target, accept }).kind);
      }
    },
  );

  it('finds the very file that the address book finds', async () => {
    const { handler } = loadEdge('answer-request', keysOf(manifest));
    for (const [method, target, accept] of TABLE) {
      const route = routeRequest(book, { method, target, accept });
      if (route.kind !== 'lesson') continue;
      const { uri = '' } = await askEdge(handler, { method, target, accept });
      expect(files.get(addressIn(objectKey(uri)))).toEqual(route.file);
    }
  });

  it('differs for one request alone: a program that asks for a document that is not there', async () => {
    const { handler } = loadEdge('answer-request', keysOf(manifest));
    const asked = { method: 'GET', target: '/absent.pdf', accept: 'application/json' };
    expect(kindOf(await askEdge(handler, asked))).toBe('missing');
    expect(routeRequest(book, asked).kind).toBe('unavailable');
  });
});

describe('an address', () => {
  const part = fc.stringMatching(/^[\w .;,%+=&?#/é\\-]{0,12}$/);
  const letters = fc.oneof(
    part,
    part.map(encodeURIComponent),
    fc.constantFrom('%C3%A9', '%CC%81e', '..', '%', ';jsessionid=A'),
  );
  const target = fc
    .tuple(fc.array(letters, { maxLength: 4 }), fc.array(letters, { maxLength: 4 }))
    .map(([path, query]) => `/${path.join('/')}${query.length > 0 ? `?${query.join('&')}` : ''}`);

  it('has the same canonical form at the edge as in the core, whatever it is', async () => {
    // Every path is told apart by its query here, so that the whole address goes to the bucket.
    const all = { has: () => true, get: () => BUILD };
    const { handler } = loadEdge('answer-request', all);
    await fc.assert(
      fc.asyncProperty(target, async (one) => {
        const { uri = '' } = await askEdge(handler, { target: one });
        const canonical = canonicalAddress(one);
        const saml = /[?&]SAML(Request|Response)=/i.test(canonical ?? '');
        fc.pre(!saml);
        expect(addressIn(objectKey(uri))).toBe(canonical ?? '/_preau/absent');
      }),
    );
  });

  it('in letters as browsers compose them needs no normalize', async () => {
    const prepare = 'delete String.prototype.normalize';
    const { handler } = loadEdge('answer-request', keysOf(manifest), prepare);
    const answer = await askEdge(handler, {
      target: '/%C3%A9t%C3%A9/le%C3%A7on%201',
      accept: HTML,
    });
    expect(kindOf(answer)).toBe('lesson');
  });
});

describe('what goes on to the bucket', () => {
  it('has neither query nor cookie with it', async () => {
    const { handler } = loadEdge('answer-request', keysOf(manifest));
    const { querystring, cookies } = await askEdge(handler, { target: '/index.html?v=3' });
    expect([querystring, cookies]).toEqual([{}, {}]);
  });

  it('is of the release that the pointer names, by one key', async () => {
    const keys = keysOf(manifest).set(RELEASE_KEYS.pointer('ent'), 'fedcba9876543210');
    const { handler, asked } = loadEdge('answer-request', keys);
    const { uri } = await askEdge(handler, { target: '/index.html' });
    expect(uri).toBe('/releases/ent/fedcba9876543210/index.html');
    expect(asked).toEqual(['release/ent']);
  });
});

describe('an answer made at the edge', () => {
  it.each([
    [HTML, 'text/html; charset=utf-8', '&lt;enregistré&gt;'],
    ['*/*', 'application/problem+json', '"status":503'],
  ])('to a write says so (%s)', async (accept, type, words) => {
    const { handler } = loadEdge('answer-request', keysOf(manifest));
    const answer = await askEdge(handler, { method: 'POST', target: '/', accept });
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['content-type']?.value).toBe(type);
    expect(answer.headers['retry-after']?.value).toBe('600');
    expect(answer.headers['preau-build']?.value).toBe(BUILD);
    expect(answer.body?.data).toContain(words);
  });

  it('has every header that the embedded server gives, and none that outlives the outage', async () => {
    const { handler } = loadEdge('answer-request', keysOf(manifest));
    for (const host of ['ent.region.example', 'secours.region.example']) {
      const { headers } = await askEdge(handler, { method: 'POST', target: '/', host });
      const expected = commonHeaders(BUILD, host.startsWith('secours'));
      for (const [name, value] of Object.entries(expected))
        expect(headers[name.toLowerCase()]?.value).toBe(value);
      expect(headers['x-robots-tag'] === undefined).toBe(host.startsWith('ent'));
      expect(headers['cache-control']?.value).toBe('no-store');
      expect(Object.keys(headers)).not.toContain('strict-transport-security');
      expect(Object.keys(headers)).not.toContain('set-cookie');
    }
  });

  it.each([
    ['nothing was published yet', new Map<string, string>()],
    ['the pointer is no build id', new Map([[RELEASE_KEYS.pointer('ent'), '../../x']])],
  ])('is 503 to everything while %s', async (_, keys) => {
    const { handler } = loadEdge('answer-request', keys);
    const answer = await askEdge(handler, { target: '/', accept: HTML });
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['preau-build']).toBeUndefined();
  });

  it('sends who came in the clear on by 302, never by 301, to the same name alone', async () => {
    const { handler } = loadEdge('answer-request', keysOf(manifest));
    const clear = { 'cloudfront-forwarded-proto': { value: 'http' } };
    const answer = await askEdge(handler, { target: '//evil.example/a?b=c', headers: clear });
    expect(answer.statusCode).toBe(302);
    expect(answer.headers['location']?.value).toBe(
      'https://ent.region.example//evil.example/a?b=c',
    );
    expect(answer.headers['cache-control']?.value).toBe('no-store');
  });

  it.each(['d111.cloudfront.net', 'constructor'])(
    'knows no mirror by the name %s',
    async (host) => {
      const { handler } = loadEdge('answer-request', keysOf(manifest));
      expect((await askEdge(handler, { target: '/', host })).statusCode).toBe(404);
    },
  );
});

describe('an answer with a file', () => {
  const { handler } = loadEdge('finish-response');
  const finish = async (headers: Readonly<Record<string, string>>, host = 'ent.region.example') => {
    const valued = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, { value }]),
    );
    const event = {
      request: { headers: { host: { value: host } } },
      response: { statusCode: 200, headers: valued },
    };
    return (await handler(event)) as EdgeAnswer;
  };
  const file = (path: string, type = 'text/html; charset=utf-8') =>
    fileHeaders({ path, type, sha256: sha256('0'), sizeBytes: 1 });

  test.each([
    ['', file('/a.html')],
    ['search', file('/_preau/lecons.html')],
    ['draw', file('/a.svg', 'image/svg+xml')],
    ['anything', file('/a.html')],
  ])('may do what the embedded server lets it (%s)', async (may, expected) => {
    const { headers } = await finish(may === '' ? {} : { 'x-amz-meta-preau-may': may });
    expect(headers['content-security-policy']?.value).toBe(expected['Content-Security-Policy']);
  });

  test('is kept by browsers for a minute, whatever CloudFront may do while S3 is down', async () => {
    const cached = 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400';
    const { headers } = await finish({ 'cache-control': cached });
    expect(headers['cache-control']?.value).toBe(file('/a.html')['Cache-Control']);
    const theme = file('/_preau/theme.0123456789ab.css', 'text/css')['Cache-Control'] ?? '';
    expect((await finish({ 'cache-control': theme })).headers['cache-control']?.value).toBe(theme);
    const help = await finish({ 'cache-control': 'no-store' });
    expect(help.headers['cache-control']?.value).toBe('no-store');
  });

  test('names its build and nothing of the store behind', async () => {
    const { headers } = await finish({
      'x-amz-meta-preau-build': BUILD,
      'x-amz-version-id': 'v',
      'x-amz-server-side-encryption': 'AES256',
    });
    expect(headers['preau-build']?.value).toBe(BUILD);
    expect(Object.keys(headers).filter((name) => name.startsWith('x-amz'))).toEqual([]);
  });

  test('is kept out of search engines on the mirror’s own name only', async () => {
    expect((await finish({})).headers['x-robots-tag']).toBeUndefined();
    const own = await finish({}, 'Secours.region.example');
    expect(own.headers['x-robots-tag']?.value).toBe('noindex');
  });
});

describe('the code', () => {
  test.each(['answer-request', 'finish-response'] as const)('of %s is small and plain', (name) => {
    const code = edgeCode(name, FACTS);
    expect(Buffer.byteLength(code)).toBeLessThan(8_000);
    expect(code).not.toMatch(/\?\.[a-z[(]|\?\?|\.\.\.|\bclass\b|\bof\b [a-z]+\)|new (Map|Set)\b/i);
  });

  test('too large by its names is refused, with what to do', () => {
    const mirrors = Array.from({ length: 99 }, (_, index) => ({
      platform: `academie-${index}`,
      hostname: `ent-academie-${index}.education.example`,
      ownName: `secours-academie-${index}.education.example`,
    }));
    expect(() => edgeCode('answer-request', { ...FACTS, mirrors })).toThrow(
      /platforms: expected .* another hoster/,
    );
  });

  test('keeps to the embedded server’s policies', () => {
    expect(MIRROR_POLICIES.page).toBe(commonHeaders(null, false)['Content-Security-Policy']);
  });
});
