// Goal: nginx and Caddy, with the settings that "preau mirror map" writes, answer as the embedded server
// does, whatever the addresses are. Method: each as Debian has it, on loopback, asked the one table of
// requests and releases of random hostile addresses. One that is not installed is skipped by name.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { releaseFolder } from '../../adapters/local/mirror/pointer.ts';
import { mirrorWords } from '../../adapters/local/mirror/words.ts';
import type { BuildReport } from '../../app/mirror/build-report.ts';
import { addressBook } from '../../core/mirror/address-book.ts';
import { canonicalAddress } from '../../core/mirror/alias.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import { nameRefusal } from '../../core/mirror/safe-name.ts';
import { encodePath } from '../../core/mirror/site-link.ts';
import { epochMs, platformId, sha256 } from '../../core/units.ts';
import { MAP_SERVERS, type MapServer } from '../../home/mirror-map/write-map.ts';
import { fileHeaders } from '../../home/mirror-server/headers.ts';
import { unavailableBodies } from '../../home/mirror-server/unavailable.ts';
import { askServer } from '../fixtures/mirror-requests/ask-server.ts';
import { NAME, OWN_NAME, wrongReplies } from '../fixtures/mirror-requests/compare-replies.ts';
import { buildSite } from '../fixtures/mirror-requests/mirror-site.ts';
import { conditionalRequests, type MirrorAsked } from '../fixtures/mirror-requests/requests.ts';
import { tagOf } from '../fixtures/mirror-requests/tag-of.ts';
import {
  freePort,
  isInstalled,
  judge,
  startWebServer,
  writeSettings,
} from '../fixtures/mirror-requests/web-server.ts';

for (const server of MAP_SERVERS)
  if (!isInstalled(server)) console.warn(`skipped: ${server} is not installed`);

let root = '';
let report: BuildReport;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'preau-web-servers-'));
  report = await buildSite(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const factsOf = (manifest: Manifest, release: string, port: number) => ({
  manifest,
  root: release,
  hostname: NAME,
  ownName: OWN_NAME,
  listen: `127.0.0.1:${port}`,
  bodies: unavailableBodies(mirrorWords('fr')),
});

/** Start a server for a release in a folder of its own, ask it, and end it. */
async function withServer(
  server: MapServer,
  manifest: Manifest,
  release: string,
  use: (port: number, leftOut: readonly string[]) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(root, `${server}-`));
  const port = await freePort();
  const { file, leftOut } = await writeSettings(server, folder, factsOf(manifest, release, port));
  await judge(server, folder, file);
  const running = await startWebServer(server, folder, file, port);
  try {
    await use(port, leftOut);
  } finally {
    await running[Symbol.asyncDispose]();
  }
}

const get = (target: string, headers: Readonly<Record<string, string>> = {}): MirrorAsked => ({
  method: 'GET',
  target,
  headers: { Accept: 'text/html', ...headers },
  isTheStores: false,
  mayBeRefused: false,
  status: 200,
  shows: '',
});

describe.each(MAP_SERVERS.filter(isInstalled))('%s', (server) => {
  test('answers the one table of requests, conditions and ranges, and sends what is compressed', async () => {
    const { manifest } = report;
    const release = releaseFolder(join(root, 'out'), manifest.buildId);
    await withServer(server, manifest, release, async (port, leftOut) => {
      const ask = askServer(port);
      expect(leftOut).toEqual([]);
      expect(await wrongReplies(root, report, ask)).toEqual([]);
      const conditions = conditionalRequests(tagOf(manifest, '/notes.pdf'));
      expect(await wrongReplies(root, report, ask, conditions)).toEqual([]);
      const page = join(release, 'a+b.html');
      await writeFile(`${page}.gz`, gzipSync(await readFile(page)));
      const whole = await ask(get('/a+b.html'), NAME);
      const small = await ask(get('/a+b.html', { 'Accept-Encoding': 'gzip' }), NAME);
      expect(small.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(small.body)).toEqual(whole.body);
      expect([whole, small].map(({ headers }) => headers['vary'])).toEqual(
        Array(2).fill('Accept-Encoding'),
      );
    });
  });

  test('answers from tables of a thousand addresses, and not one that is near', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `lecon-${index}.html`);
    const numbers = Array.from({ length: 500 }, (_, index) => index);
    const aliases = Object.fromEntries(
      numbers.flatMap((number) => [
        [`/view.php?id=${number}`, `/lecon-${number % 20}.html`],
        [`/cours/le%C3%A7on-${number}/`, `/lecon-${number % 20}.html`],
      ]),
    );
    const release = join(root, `${server}-long`);
    const manifest = await writeSite(release, names, aliases);
    await withServer(server, manifest, release, async (port) => {
      const ask = askServer(port);
      const wrong: string[] = [];
      for (const number of numbers.filter((one) => one % 7 === 0)) {
        const found = [`/view.php?lang=fr&id=${number}`, `/cours/le%C3%A7on-${number}/`];
        for (const target of found) {
          const { status, body } = await ask(get(target), NAME);
          if (status !== 200 || body.toString() !== `/lecon-${number % 20}.html`)
            wrong.push(target);
        }
        for (const target of [`/view.php?id=1${number}00`, `/cours/le%C3%A7on-${number}`])
          if ((await ask(get(target), NAME)).status !== 404) wrong.push(target);
      }
      expect(wrong).toEqual([]);
    });
  });

  test('takes any names and addresses, and answers each as the address book does', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(aSite, async ({ names, aliases }) => {
        round += 1;
        const release = join(root, `${server}-site-${round}`);
        const manifest = await writeSite(release, names, aliases);
        const book = addressBook(manifest);
        await withServer(server, manifest, release, async (port, leftOut) => {
          const ask = askServer(port);
          const document = manifest.files.find(({ path }) => path === DOCUMENT);
          const { headers } = await ask(get(DOCUMENT), NAME);
          expect(headers['content-type']).toBe(document?.type);
          expect(headers['content-disposition']).toBe(document && dispositionOf(document));
          const left = new Set(leftOut);
          const asked = [...names.map((name) => encodePath(`/${name}`)), ...Object.keys(aliases)];
          for (const target of asked) {
            const path = book.find(target)?.path;
            if (
              path === undefined ||
              left.has(canonicalAddress(target) ?? '') ||
              /SAML|[^\0-\x7f]/i.test(target)
            )
              continue;
            const { status, body } = await ask(get(target), NAME);
            expect([target, status, body.toString()]).toEqual([target, 200, path]);
          }
        });
      }),
      { numRuns: 8, seed: 20_210_406 },
    );
  });
});

/** A document that no browser is to show. */
const DOCUMENT = '/fiche.odt';

/** The pages of a mirror that has what each server answers with besides lessons. */
async function writeSite(
  release: string,
  names: readonly string[],
  aliases: Manifest['aliases'],
): Promise<Manifest> {
  const own = ['_preau/404.html', '_preau/connexion.html'];
  const paths = [...own, ...names].map((name) => `/${name}`).concat(DOCUMENT);
  for (const path of paths) {
    await mkdir(dirname(join(release, path)), { recursive: true });
    await writeFile(join(release, path), path);
  }
  return {
    version: 1,
    platform: platformId('ent'),
    buildId: '0123456789abcdef',
    builtAt: epochMs(0),
    title: 'ENT',
    licence: '',
    attribution: '',
    files: paths.map((path, index) => ({
      path,
      sha256: sha256(String(index).padStart(64, '0')),
      sizeBytes: 1,
      type:
        path === DOCUMENT ? 'application/vnd.oasis.opendocument.text' : 'text/html; charset=utf-8',
    })),
    aliases,
  };
}

const dispositionOf = (file: ManifestFile): string | undefined =>
  fileHeaders(file)['Content-Disposition'];

const SIGNS = [
  '"',
  "'",
  '`',
  '$',
  '{',
  '}',
  '{$HOME}',
  '{env.HOME}',
  '${uri}',
  ';',
  '#',
  '*',
  '[',
  ']',
  '(',
  ')',
  '%',
  '?',
  '+',
  '&',
  '=',
  '~',
  '^',
  '|',
  ' ',
  '.',
  ',',
  ':',
  '@',
  '!',
  '<',
  '>',
  '\\',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...SIGNS), fc.stringMatching(/^[a-zA-Z0-9éèœ🎓]$/u)), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join('').normalize('NFC'));
const name = fc
  .tuple(text, fc.option(text, { nil: null }))
  .map(([first, second]) => `${[first, ...(second === null ? [] : [second])].join('/')}.html`)
  .filter((path) => nameRefusal(path) === null && !/^[._]|%(?:3F|[0-9a-f]{2})/i.test(path));
const query = fc
  .uniqueArray(fc.tuple(text, fc.option(text, { nil: null })), {
    minLength: 1,
    maxLength: 3,
    selector: ([key]) => key,
  })
  .map((pairs) =>
    pairs
      .map(
        ([key, value]) =>
          encodeURIComponent(key) + (value === null ? '' : `=${encodeURIComponent(value)}`),
      )
      .join('&'),
  );

/** Files in folders that no other file is, and addresses of theirs. */
const aSite = fc
  .record({
    names: fc.uniqueArray(name, {
      minLength: 1,
      maxLength: 12,
      selector: (one) => one.split('/')[0]?.toLowerCase() ?? '',
    }),
    asked: fc.array(fc.tuple(name, fc.option(query, { nil: null }), fc.nat()), { maxLength: 25 }),
  })
  .map(({ names, asked }) => ({
    names,
    aliases: Object.fromEntries(
      asked.map(([path, one, index]) => [
        `${encodePath(`/alias/${path}`)}${one === null ? '' : `?${one}`}`,
        `/${names[index % names.length] ?? ''}`,
      ]),
    ),
  }));
