import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../../web/http/listen.ts';

/** What the next login is to be: the claims of its token, or a refusal. */
export interface NextLogin {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly refuse?: boolean;
  /** Claims that are not what was asked for. @default those that are */
  readonly wrong?: Readonly<Record<string, unknown>>;
}

/** A small OpenID Connect provider on this machine: one client, the code flow, PKCE required. */
export interface OidcProvider {
  readonly issuer: string;
  readonly publicKey: KeyObject;
  setNext(login: NextLogin): void;
  /** Where its pages were asked for, in order. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

interface Attempt {
  readonly challenge: string;
  readonly nonce: string;
  readonly redirectUri: string;
}

/**
 * @param clientId the one client that it knows
 * @param now in milliseconds since 1970, for the tokens' instants
 */
export async function startOidcProvider(
  clientId: string,
  now: () => number,
): Promise<OidcProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const attempts = new Map<string, Attempt>();
  const asked: string[] = [];
  let next: NextLogin = {};
  let issuer = '';

  const describe = (response: ServerResponse) =>
    json(response, 200, {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256'],
    });

  const authorize = (url: URL, response: ServerResponse) => {
    const { searchParams: of } = url;
    const back = new URL(of.get('redirect_uri') ?? '');
    const isRight =
      of.get('response_type') === 'code' &&
      of.get('client_id') === clientId &&
      of.get('code_challenge_method') === 'S256' &&
      (of.get('scope') ?? '').split(' ').includes('openid');
    back.searchParams.set('state', of.get('state') ?? '');
    back.searchParams.set('iss', issuer);
    if (!isRight || next.refuse) {
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('error_description', 'compte <b>fermé</b>');
    } else {
      const code = randomBytes(16).toString('hex');
      attempts.set(code, {
        challenge: of.get('code_challenge') ?? '',
        nonce: of.get('nonce') ?? '',
        redirectUri: of.get('redirect_uri') ?? '',
      });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  };

  const token = async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams(await text(request));
    const code = form.get('code') ?? '';
    const attempt = attempts.get(code);
    attempts.delete(code);
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const isRight =
      attempt !== undefined &&
      verifier.length >= 43 &&
      challenge === attempt.challenge &&
      form.get('grant_type') === 'authorization_code' &&
      form.get('client_id') === clientId &&
      form.get('redirect_uri') === attempt.redirectUri;
    if (!isRight) return json(response, 400, { error: 'invalid_grant' });
    const atSec = Math.floor(now() / 1_000);
    const claims = {
      iss: issuer,
      aud: clientId,
      sub: 'u-1',
      iat: atSec,
      exp: atSec + 3_600,
      nonce: attempt.nonce,
      ...next.claims,
      ...next.wrong,
    };
    return json(response, 200, {
      id_token: signed(claims, privateKey),
      access_token: 'opaque',
      token_type: 'Bearer',
    });
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    asked.push(url.pathname);
    if (url.pathname === '/.well-known/openid-configuration') describe(response);
    else if (url.pathname === '/authorize') authorize(url, response);
    else if (url.pathname === '/token') void token(request, response);
    else response.writeHead(404).end();
  });
  const port = await listen(server, '127.0.0.1', 0);
  issuer = `http://localhost:${port}`;
  return {
    issuer,
    publicKey,
    asked,
    setNext: (login) => {
      next = login;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function signed(claims: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${body}.${sign('RSA-SHA256', Buffer.from(body), key).toString('base64url')}`;
}

/** Any page may ask: a public client's page does. */
function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
  });
  response.end(JSON.stringify(value));
}
