// Goal: the page sends people to the provider that is configured and to no other, and lives through
// that provider's silence. Method: providers on this machine that describe themselves rightly,
// wrongly, too long, or not at all; a clock that is set.
import { createServer, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { PreauError } from '../../core/errors.ts';
import { epochMs } from '../../core/units.ts';
import { discoverLogin } from '../../lambdas/console/discover-login.ts';
import { listen } from '../../web/http/listen.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Say = (response: ServerResponse, issuer: string) => void;
const rightly = (issuer: string, over: object = {}) => ({
  issuer,
  authorization_endpoint: 'https://login.example/authorize',
  token_endpoint: 'https://token.login.example/token',
  ...over,
});
const describing =
  (over: object = {}): Say =>
  (response, issuer) =>
    response.end(JSON.stringify(rightly(issuer, over)));

async function provider(first: Say) {
  let say = first;
  let now = 0;
  const paths: (string | undefined)[] = [];
  const failures: PreauError[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url);
    say(response, issuer);
  });
  const issuer = `http://127.0.0.1:${await listen(server, '127.0.0.1', 0)}/realms/preau`;
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const login = discoverLogin({
    issuer,
    clientId: 'preau',
    clock: { now: () => epochMs(now) },
    onFailure: (error) => void failures.push(error),
  });
  return {
    issuer,
    login,
    paths,
    failures,
    setSay: (later: Say) => {
      say = later;
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('a provider', () => {
  test('is asked at its well-known address, once an hour', async () => {
    const { issuer, login, paths, pass } = await provider(describing());
    const found = {
      issuer,
      clientId: 'preau',
      authorizationEndpoint: 'https://login.example/authorize',
      tokenEndpoint: 'https://token.login.example/token',
    };
    expect(await Promise.all([login(), login()])).toEqual([found, found]);
    pass(3_599_999);
    await login();
    expect(paths).toEqual(['/realms/preau/.well-known/openid-configuration']);
    pass(1);
    await login();
    expect(paths).toHaveLength(2);
  });

  test('that falls silent is remembered as it was, and asked again in a minute', async () => {
    const { login, paths, pass, setSay, failures } = await provider(describing());
    const known = await login();
    setSay((response) => response.writeHead(500).end());
    pass(3_600_000);
    expect(await login()).toEqual(known);
    expect(await login()).toEqual(known);
    expect(paths).toHaveLength(2);
    expect(failures.map(({ code, retryable }) => [code, retryable])).toEqual([
      ['store-unavailable', true],
    ]);
    setSay(describing({ token_endpoint: 'https://new.login.example/token' }));
    pass(60_000);
    expect((await login())?.tokenEndpoint).toBe('https://new.login.example/token');
  });

  test.each<readonly [string, Say]>([
    ['another issuer', describing({ issuer: 'https://evil.example' })],
    ['an endpoint in clear', describing({ token_endpoint: 'http://login.example/token' })],
    ['an endpoint that is script', describing({ authorization_endpoint: 'javascript:alert(1)' })],
    ['an endpoint with a password', describing({ token_endpoint: 'https://a:b@login.example/' })],
    [
      'an endpoint that would loosen the policy',
      describing({ token_endpoint: "https://a;script-src'x/" }),
    ],
    ['an endpoint missing', describing({ token_endpoint: undefined })],
    ['no JSON', (response) => response.end('<html>')],
    ['another place', (response) => response.writeHead(302, { location: '/elsewhere' }).end()],
    ['more than is read', (response) => response.end(' '.repeat(70_000))],
    [
      'half an answer',
      (response) => response.writeHead(200, { 'content-length': 9 }).end().destroy(),
    ],
  ])('that answers with %s is none', async (_name, say) => {
    const { login, failures } = await provider(say);
    expect(await login()).toBe(null);
    expect(failures).toHaveLength(1);
  });

  test('in clear is never asked, but on this machine', async () => {
    const failures: string[] = [];
    const login = discoverLogin({
      issuer: 'http://login.example',
      clientId: 'preau',
      clock: { now: () => epochMs(0) },
      onFailure: ({ message }) => void failures.push(message),
    });
    expect(await login()).toBe(null);
    expect(failures.join()).toContain('not an https address');
  });
});
