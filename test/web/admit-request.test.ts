import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOTICE_COMMANDS, PLATFORM_COMMANDS } from '../../app/views/person-command.ts';
import { KINDS, mayOf, type Role, ROLES } from '../../app/views/role.ts';
import { DOORS } from '../../web/http/limits/doors.ts';
import { createLimiter } from '../../web/http/limits/limiter.ts';
import { ask, ownHeaders, VETO } from './fixtures/ask.ts';
import { type OpenFaces, openFaces } from './fixtures/open-faces.ts';

// Goal: the one-machine home lets in whom its login names, to do what their role may, and nobody too
// often (P10). Method: requests over loopback, with the login's headers in order and forged.

const SECRET = 'a-secret-of-the-login-0123456789';
const login = { personHeader: 'x-user', groupsHeader: 'x-groups', secret: SECRET };
const CLI = 'a-token-of-the-command-line-0123456789';

const BY = { role: 'administrator', name: 'somebody else' };
const COMMANDS = [
  ...PLATFORM_COMMANDS.map((kind) => ({ kind, platform: 'cned', reason: 'x', by: BY })),
  ...NOTICE_COMMANDS.map((kind) => ({ kind, notice: 'ent-x/outage/1', by: BY })),
  { kind: 'edit-notice' as const, notice: 'ent-x/outage/1', addition: 'x', by: BY },
  { kind: 'share' as const, platform: 'cned', share: 0.25, reason: '', by: BY },
  {
    kind: 'claim' as const,
    platform: 'cned',
    role: 'owner',
    asserts: 'attack',
    denies: false,
    statement: 'x',
    source: '',
    by: BY,
  },
  { kind: 'confirm-cause' as const, incident: 'ent-x-1', cause: 'overload', by: BY },
  {
    kind: 'record-cause' as const,
    incident: 'ent-x-1',
    cause: 'overload',
    confidence: 0.9,
    source: 'x',
    by: BY,
  },
];

const unlimited = {
  take: () => 0,
  size: () => 0,
};

let faces: OpenFaces;
beforeAll(async () => {
  faces = await openFaces({ login, cliToken: CLI, limiter: unlimited });
});
afterAll(() => faces[Symbol.asyncDispose]());

const as = (role: Role, change: Record<string, string | string[]> = {}) => ({
  'x-preau-login': SECRET,
  'x-user': 'a.martin',
  'x-groups': `other,preau-${role}`,
  ...change,
});
const give = (command: unknown, headers: Parameters<typeof ask>[3]) =>
  ask(
    faces.port,
    '/commands',
    'POST',
    { ...ownHeaders(faces.port), ...headers },
    JSON.stringify(command),
  );

describe('behind a login', () => {
  test('every command that there is is walked through', () => {
    expect(COMMANDS.map(({ kind }) => kind).toSorted()).toEqual(KINDS.toSorted());
  });

  test.each(ROLES.flatMap((role) => COMMANDS.map((command) => ({ role, command }))))(
    '$command.kind of a $role is taken or refused as the table says',
    async ({ role, command }) => {
      const before = faces.commands.length;
      const { status, body } = await give(command, as(role));
      const isTaken = mayOf(role)(command.kind);
      const said = role === 'viewer' ? 'que la lecture' : 'rôle';
      expect(status).toBe(isTaken ? 200 : 403);
      expect(body).toContain(isTaken ? '{"kind":"done"}' : said);
      expect(faces.commands.slice(before).map(({ by }) => by)).toEqual(
        isTaken ? [{ role, name: 'a.martin' }] : [],
      );
    },
  );

  test.each([
    ['no word of the login', { 'x-preau-login': '' }],
    ['a wrong secret', { 'x-preau-login': SECRET.replace('a', 'b') }],
    ['a longer secret', { 'x-preau-login': `${SECRET}x` }],
    ['nobody’s name', { 'x-user': ' ' }],
    ['a name beside the login’s', { 'x-user': ['root', 'a.martin'] }],
    ['a secret beside the login’s', { 'x-preau-login': [SECRET, SECRET] }],
  ])('%s opens neither page nor command', async (_name, change) => {
    const headers = as('administrator', change);
    for (const path of ['/', '/incidents/', '/now.json', '/events', '/courrier/']) {
      const { status, body } = await ask(faces.port, path, 'GET', headers);
      expect(status).toBe(401);
      expect(body).toContain('demande une connexion');
    }
    const before = faces.commands.length;
    expect((await give(COMMANDS[0], headers)).status).toBe(401);
    expect(faces.commands).toHaveLength(before);
  });

  test('groups that a client adds to the login’s give nothing', async () => {
    const before = faces.commands.length;
    const headers = as('viewer', { 'x-groups': ['preau-administrator', 'preau-viewer'] });
    expect((await give(COMMANDS[0], headers)).status).toBe(403);
    expect(faces.commands).toHaveLength(before);
  });

  test('what is for everybody stays open', async () => {
    for (const path of ['/healthz', '/etat/', '/vu/x?p=abc', '/stop/x?p=abc'])
      expect((await ask(faces.port, path)).status).not.toBe(401);
  });

  test('a viewer sees what is, and no button', async () => {
    const { status, body } = await ask(faces.port, '/', 'GET', as('viewer'));
    expect(status).toBe(200);
    expect(body).toContain('a.martin, lecture seule');
    expect(body).not.toContain('data-command');
    expect((await ask(faces.port, '/', 'GET', as('operator'))).body).toContain('data-command');
  });

  test('the command line acts by its own token', async () => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${CLI}` };
    const { status } = await ask(faces.port, '/commands', 'POST', headers, VETO);
    expect(status).toBe(200);
    expect(faces.commands.at(-1)?.by).toEqual({ role: 'console', name: 'A. Martin' });
  });

  test('an address is no name in a journal that is kept for good', async () => {
    await give(COMMANDS[0], as('operator', { 'x-user': 'a.martin@ac-exemple.fr' }));
    expect(faces.commands.at(-1)?.by.name).toMatch(/^compte [0-9a-f]{12}$/);
  });
});

describe('without a login', () => {
  test('where others than this machine may reach it, the page only reads', async () => {
    await using open = await openFaces({ address: '0.0.0.0' });
    expect((await ask(open.port, '/')).body).not.toContain('data-command');
    const { status } = await ask(open.port, '/commands', 'POST', ownHeaders(open.port), VETO);
    expect([status, open.commands]).toEqual([403, []]);
  });

  test('headers that no login sets are nothing', async () => {
    await using open = await openFaces();
    const { body } = await ask(open.port, '/', 'GET', as('viewer'));
    expect(body).not.toContain('a.martin');
    expect(body).toContain('data-command');
  });
});

describe('too many requests', () => {
  const doors = Object.fromEntries(
    Object.keys(DOORS).map((door) => [
      door,
      { each: { perSec: 0.1, burst: 1 }, all: { perSec: 1, burst: 9 } },
    ]),
  ) as typeof DOORS;
  let open: OpenFaces;
  beforeAll(async () => {
    open = await openFaces({ limiter: createLimiter(doors, () => 0) });
  });
  afterAll(() => open[Symbol.asyncDispose]());

  test.each([
    ['/', 'GET'],
    ['/metrics', 'GET'],
    ['/events', 'HEAD'],
    ['/commands', 'POST'],
    ['/vu/x?p=abc', 'POST'],
    ['/receipts/sms', 'POST'],
  ])('%s is refused, and told when to ask again', async (path, method) => {
    const call = () => ask(open.port, path, method, ownHeaders(open.port), VETO);
    expect((await call()).status).not.toBe(429);
    const { status, headers, body } = await call();
    expect([status, headers['retry-after']]).toEqual([429, '10']);
    const said = {
      '/commands': '"kind":"refused"',
      '/vu/x?p=abc': '<!doctype html>',
      '/events': '',
    }[path];
    expect(body).toContain(said ?? 'réessayez dans 10');
  });

  test('of one address keep nobody else out', async () => {
    const from = (address: string) =>
      ask(open.port, '/healthz', 'GET', { 'x-forwarded-for': address });
    await from('192.0.2.1');
    expect((await from('192.0.2.1')).status).toBe(429);
    expect((await from('192.0.2.2')).status).toBe(200);
  });
});
