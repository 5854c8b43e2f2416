import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIPv4 } from 'node:net';
import type { Clock, Random } from '../../app/ports.ts';
import type { Platform } from '../../core/platform.ts';
import type { AccessLog } from './access-log.ts';
import type { LessonShelf } from './lesson-shelf.ts';
import { openDoor } from './origin-door.ts';
import { type FullAnswer, fullPage, loginPage, STYLE, STYLE_PATH } from './origin-pages.ts';
import { readForm } from './read-form.ts';
import { spread } from './seeded-random.ts';
import { SESSION_COOKIE, type Sessions } from './sessions.ts';
import { type Capacity, workerPool } from './worker-pool.ts';

/** Real milliseconds that a worker is occupied by each kind of request. */
export interface ServiceTimes {
  readonly loginPageMs: number;
  readonly loginMs: number;
  readonly lessonMs: number;
}

export interface OriginOptions {
  readonly platform: Platform;
  readonly address: string;
  /** 0 = a free port. */
  readonly port: number;
  readonly keyPem: string;
  readonly certPem: string;
  readonly capacity: Capacity;
  readonly service: ServiceTimes;
  readonly full: FullAnswer;
  readonly lessons: LessonShelf;
  readonly sessions: Sessions;
  readonly log: AccessLog;
  readonly clock: Clock;
  readonly random: Random;
}

/** A platform's own server, as it was before any mirror. */
export interface Origin {
  readonly address: string;
  readonly port: number;
  load(): { readonly busy: number; readonly waiting: number };
  /** The vantage at this source address loses, or has back, its way to this origin. */
  cut(sourceAddress: string, on: boolean): void;
  stop(): Promise<void>;
}

/** The fictional pupils' shared password. Anything else is refused, at the same price. */
export const PASSWORD = 'sous-le-preau';

interface Answer {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Start a real HTTPS server with a real capacity: a login page, a login, lessons for those who are
 * logged in, and an access log.
 *
 * It stands for a platform behind its load balancer: the client's address is what the request's
 * `X-Forwarded-For` says, and only such requests are logged. One without it did not come from
 * outside: a health check, which operators keep out of their logs. A client that left while it
 * waited is logged with 499, as nginx does. Probes wait in the same queue as
 * everybody. The style sheet alone is served beside the pool, as by a cache in front.
 *
 * @throws PreauError `off-loopback`, `port-in-use`
 */
export async function startOrigin(options: OriginOptions): Promise<Origin> {
  const pool = workerPool(options.capacity);
  const { clock, log, random, platform } = options;

  const answer = async (request: IncomingMessage, isGone: () => boolean): Promise<Answer> => {
    const wish = wishOf(request, options);
    if (wish.serviceMs === 0) return wish.answer();
    const passage = await pool.enter(spread(random, wish.serviceMs, 0.2), isGone);
    if (passage === 'served') return wish.answer();
    if (passage === 'gone') return { status: 499, body: '' };
    if (passage === 'late') return { status: 504, body: 'Gateway Timeout\n' };
    const type = options.full === 'plain' ? 'text/plain' : HTML;
    const headers = { 'Retry-After': '60', 'Content-Type': type };
    return { status: 503, body: fullPage(platform, options.full), headers };
  };

  const door = await openDoor(options, (request, response) => {
    const at = clock.now();
    void answer(request, () => response.destroyed).then((given) => {
      const sizeBytes = send(response, given);
      const client = clientOf(request);
      if (!client) return;
      const { method = '', url: target = '' } = request;
      const { referer = '', 'user-agent': agent = '' } = request.headers;
      log.write({ at, client, method, target, status: given.status, sizeBytes, referer, agent });
    });
  });

  return {
    address: options.address,
    port: door.port,
    load: () => pool.load(),
    cut: (sourceAddress, on) => door.cut(sourceAddress, on),
    stop: async () => {
      pool.close();
      await door.close();
      await log.close();
    },
  };
}

const HTML = 'text/html; charset=utf-8';

interface Wish {
  /** 0 = beside the pool. */
  readonly serviceMs: number;
  readonly answer: () => Answer | Promise<Answer>;
}

function wishOf(request: IncomingMessage, options: OriginOptions): Wish {
  const { platform, service, lessons, sessions } = options;
  const path = request.url?.split('?', 1)[0] ?? '/';
  const toLogin: Answer = { status: 302, body: '', headers: { Location: platform.origin.path } };
  if (path === platform.origin.path.split('?', 1)[0]) {
    return request.method === 'POST'
      ? { serviceMs: service.loginMs, answer: () => logIn(request, options) }
      : { serviceMs: service.loginPageMs, answer: () => html(200, loginPage(platform)) };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { serviceMs: 0, answer: () => ({ status: 405, body: '' }) };
  }
  if (path === STYLE_PATH) {
    const headers = { 'Content-Type': 'text/css', 'Cache-Control': 'max-age=600' };
    return { serviceMs: 0, answer: () => ({ status: 200, body: STYLE, headers }) };
  }
  const lesson = lessons.get(path);
  if (path === '/' || (lesson && !sessions.knows(request.headers.cookie))) {
    return { serviceMs: service.loginPageMs, answer: () => toLogin };
  }
  if (!lesson) return { serviceMs: 0, answer: () => html(404, '<h1>Page introuvable</h1>') };
  return { serviceMs: service.lessonMs, answer: () => html(200, lesson) };
}

async function logIn(request: IncomingMessage, options: OriginOptions): Promise<Answer> {
  const form = await readForm(request);
  if (form?.get('motdepasse') !== PASSWORD) {
    return html(401, loginPage(options.platform, 'Identifiant ou mot de passe incorrect.'));
  }
  const cookie = `${SESSION_COOKIE}=${options.sessions.issue()}; Path=/; Secure; HttpOnly`;
  const [first = '/'] = options.lessons.keys();
  return { status: 303, body: '', headers: { Location: first, 'Set-Cookie': cookie } };
}

const html = (status: number, body: string | Buffer): Answer => ({
  status,
  body,
  headers: { 'Content-Type': HTML },
});

function send(response: ServerResponse, { status, body, headers }: Answer): number {
  const sizeBytes = Buffer.byteLength(body);
  if (response.destroyed) return sizeBytes;
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Length': sizeBytes,
    ...headers,
  });
  response.end(body);
  return sizeBytes;
}

/** The client behind the load balancer: the first address of `X-Forwarded-For`, when it is one. */
function clientOf(request: IncomingMessage): string | null {
  const forwarded = request.headers['x-forwarded-for'];
  const first = (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(',', 1)[0]?.trim();
  return first !== undefined && isIPv4(first) ? first : null;
}
