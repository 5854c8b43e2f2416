import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Certificates } from '../../../adapters/local/certificates.ts';
import { epochMs } from '../../../core/units.ts';
import { type AccessLog, openAccessLog } from '../../../home/stage/access-log.ts';
import { readLessonShelf } from '../../../home/stage/lesson-shelf.ts';
import {
  type Origin,
  type OriginOptions,
  PASSWORD,
  startOrigin,
} from '../../../home/stage/origin-server.ts';
import { seededRandom } from '../../../home/stage/seeded-random.ts';
import { sessionBook } from '../../../home/stage/sessions.ts';
import {
  certificatesIn,
  handClock,
  lessonsIn,
  platformAt,
  temporaryFolder,
} from './stage-fixture.ts';

// Goal: an origin is a real HTTPS server with a login, lessons, a queue, a log, and vantages to cut.
// Method: requests over loopback from several source addresses; the log is read back.

const START = Date.parse('2021-04-06T06:00:00Z');
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let certificates: Certificates;
let log: AccessLog;
let origin: Origin | undefined;

beforeEach(async () => {
  folder = await temporaryFolder();
  certificates = await certificatesIn(folder.path);
  log = await openAccessLog(join(folder.path, 'log'), 'Europe/Paris');
});
afterEach(async () => {
  await origin?.stop();
  origin = undefined;
  await folder.remove();
});

async function start(change: Partial<OriginOptions> = {}): Promise<Origin> {
  const leaf = await certificates.leafFor(['ent-essai.example']);
  origin = await startOrigin({
    platform: platformAt(0),
    address: '127.0.0.1',
    port: 0,
    ...leaf,
    capacity: { workers: 2, queue: 2, waitLimitMs: 2_000 },
    service: { loginPageMs: 1, loginMs: 1, lessonMs: 1 },
    full: 'quota-page',
    lessons: await readLessonShelf(await lessonsIn(folder.path)),
    sessions: sessionBook(),
    log,
    clock: handClock(START),
    random: seededRandom(1, 'test'),
    ...change,
  });
  return origin;
}

interface Got {
  readonly status: number;
  readonly body: string;
  readonly cookie: string;
  readonly location: string;
  readonly tookMs: number;
}

function get(
  path: string,
  { method = 'GET', body = '', from = '127.0.0.1', headers = {} } = {},
): Promise<Got> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: origin?.port,
        path,
        method,
        localAddress: from,
        servername: 'ent-essai.example',
        ca: certificates.caPem,
        agent: false,
        headers: { 'x-forwarded-for': '198.18.0.7', ...headers },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: text,
            cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
            location: response.headers.location ?? '',
            tookMs: performance.now() - started,
          }),
        );
      },
    );
    sent.on('error', reject).end(body);
  });
}

test('the login page holds the text that probes look for, and a login opens the lessons', async () => {
  await start();
  const page = await get('/connexion');
  expect(page.body.slice(0, 5_120)).toContain('Connexion : ENT Essai');
  expect(await get('/un.html')).toMatchObject({ status: 302, location: '/connexion' });
  const wrong = await get('/connexion', { method: 'POST', body: 'motdepasse=non' });
  expect(wrong).toMatchObject({ status: 401, cookie: '' });
  const { status, cookie } = await get('/connexion', {
    method: 'POST',
    body: `identifiant=e&motdepasse=${PASSWORD}`,
  });
  expect(status).toBe(303);
  expect((await get('/un.html', { headers: { cookie } })).body).toContain('Leçon un');
  expect((await get('/deux.html', { headers: { cookie } })).body).toContain('<h1>Leçon deux</h1>');
  expect((await get('/trois.html', { headers: { cookie } })).status).toBe(404);
});

test('under a crowd answers are slow first, then a quota page; afterwards it is well again', async () => {
  await start({ service: { loginPageMs: 60, loginMs: 1, lessonMs: 1 } });
  const answers = await Promise.all(Array.from({ length: 8 }, () => get('/connexion')));
  const good = answers.filter(({ status }) => status === 200).map(({ tookMs }) => tookMs);
  const full = answers.filter(({ status }) => status === 503);
  expect(good).toHaveLength(4);
  expect(Math.max(...good)).toBeGreaterThan(1.5 * Math.min(...good));
  expect(full).toHaveLength(4);
  expect(full[0]?.body).toMatch(/quota d'utilisateurs/);
  expect(full[0]?.body).not.toContain('Connexion : ENT Essai');
  expect((await get('/connexion')).status).toBe(200);
});

test('who waits too long gets a 504, and a plain origin a plain 503', async () => {
  await start({
    full: 'plain',
    capacity: { workers: 1, queue: 1, waitLimitMs: 20 },
    service: { loginPageMs: 200, loginMs: 1, lessonMs: 1 },
  });
  const answers = await Promise.all(Array.from({ length: 3 }, () => get('/connexion')));
  expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '503', '504']);
  expect(answers.find(({ status }) => status === 503)?.body).toBe('Service Unavailable\n');
});

test('the log is in the combined format, in the rehearsal time, without probes', async () => {
  await start();
  await get('/connexion?x="\\é'.replace('é', '%C3%A9'), {
    headers: { 'user-agent': 'Navi"gateur', referer: 'https://ent-essai.example/' },
  });
  await get('/connexion', { headers: { 'x-forwarded-for': '' } });
  await get('/connexion', { headers: { 'x-forwarded-for': 'pas une adresse' } });
  await log.flush();
  const lines = (await readFile(join(folder.path, 'log'), 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(
    /^198\.18\.0\.7 - - \[06\/Apr\/2021:08:00:00 \+0200\] "GET \/connexion\?x=\\x22\\x5c%C3%A9 HTTP\/1\.1" 200 \d+ "https:\/\/ent-essai\.example\/" "Navi\\x22gateur"$/,
  );
});

test('a cut vantage reaches nothing, its open sockets are destroyed, the others see; then it is back', async () => {
  const { cut } = await start({ service: { loginPageMs: 200, loginMs: 1, lessonMs: 1 } }).then(
    (one) => ({ cut: (address: string, on: boolean) => one.cut(address, on) }),
  );
  const underWay = get('/connexion', { from: '127.0.0.2' });
  await vi.waitFor(() => expect(origin?.load().busy).toBe(1), { interval: 2 });
  cut('127.0.0.2', true);
  await expect(underWay).rejects.toThrow(/socket hang up|ECONNRESET/);
  await expect(get('/connexion', { from: '127.0.0.2' })).rejects.toThrow(
    /socket|ECONNRESET|secure TLS/,
  );
  expect((await get('/connexion', { from: '127.0.0.3' })).status).toBe(200);
  cut('127.0.0.2', false);
  expect((await get('/connexion', { from: '127.0.0.2' })).status).toBe(200);
});

test('an origin off loopback is refused, and a port in use is told apart', async () => {
  await expect(start({ address: '0.0.0.0' })).rejects.toMatchObject({ code: 'off-loopback' });
  log = await openAccessLog(join(folder.path, 'log'), 'Europe/Paris');
  const { port } = await start();
  const leaf = await certificates.leafFor(['ent-essai.example']);
  const first = origin;
  await expect(start({ port, ...leaf })).rejects.toMatchObject({ code: 'port-in-use' });
  origin = first;
});

test('the hour of the log follows the clocks of the zone', async () => {
  const winter = epochMs(Date.parse('2021-01-05T23:30:00Z'));
  log.write({
    at: winter,
    client: '198.18.0.1',
    method: 'GET',
    target: '/',
    status: 200,
    sizeBytes: 1,
    referer: '',
    agent: '',
  });
  await log.close();
  expect(await readFile(join(folder.path, 'log'), 'utf8')).toContain(
    '[06/Jan/2021:00:30:00 +0100]',
  );
});
