// Goal: an operator sees what each status page says, what of it would count, and why one could not be
// read, in both languages. Method: the command line as typed, pages on loopback.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aConfig } from '../config/a-config.ts';
import { type } from './a-terminal.ts';

const PAGE = {
  incidents: [
    ['Fire', 'SBG2'],
    ['Disks \u001b[31m', 'GRA11'],
    ['Billing', null],
  ].map(([name, place]) => ({
    name,
    status: 'investigating',
    impact: 'major',
    created_at: '2021-03-10T00:47:00Z',
    components: place === null ? [] : [{ id: 'c', name: place }],
  })),
};

let folder = '';
let server: Server;
let port = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-feeds-'));
  server = createServer((request, response) =>
    request.url === '/well' ? response.end(JSON.stringify(PAGE)) : response.writeHead(503).end(),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function configWith(feeds: readonly (string | null)[]): string {
  const changes = feeds.map((path, index) => {
    const url = `http://127.0.0.1:${port}${path}`;
    const feed = path === null ? undefined : { kind: 'statuspage', url, regions: ['SBG2'] };
    return [`hosters.${index}.feed`, feed] as const;
  });
  const file = join(folder, 'preau.yaml');
  writeFileSync(file, aConfig(Object.fromEntries(changes)));
  return file;
}

test('shows what concerns us, what does not, and what does not tell', async () => {
  const { out, exitCode } = await type(['cause', 'feeds', configWith(['/well'])]);
  expect(exitCode).toBe(0);
  const [, , read, ...lines] = out.split('\n');
  expect(read).toMatch(/ : lue$/);
  expect(lines.slice(0, 6)).toEqual([
    '  1 qui nous concerne',
    '    incident depuis le 10 mars 2021, 01:47 : Fire [SBG2, c]',
    '  1 d’un autre lieu ou d’un autre produit',
    '    incident depuis le 10 mars 2021, 01:47 : Disks \\u{1b}[31m [GRA11, c]',
    '  1 dont le lieu ou le produit n’est pas dit : ne compte pas',
    '    incident depuis le 10 mars 2021, 01:47 : Billing',
  ]);
});

test('a page that could not be read is unknown, in either language, and the shell hears of it', async () => {
  const file = configWith(['/well', '/down']);
  const english = await type(['--lang', 'en', 'cause', 'feeds', file]);
  expect(english.exitCode).toBe(5);
  expect(english.out.replace(/\s+/g, ' ')).toContain(
    'unknown, it answers with an error or sends elsewhere (HTTP 503)',
  );
  const { feeds } = JSON.parse((await type(['cause', 'feeds', file, '--json'])).out) as {
    readonly feeds: readonly unknown[];
  };
  expect(feeds).toMatchObject([
    { kind: 'read', open: [{ title: 'Fire' }] },
    { kind: 'unknown', fault: 'refused', detail: 'HTTP 503' },
  ]);
});

test('a configuration without pages says where they would be', async () => {
  const { out, exitCode } = await type(['cause', 'feeds', configWith([null])]);
  expect(out).toContain('hosters[].feed');
  expect(exitCode).toBe(0);
});
