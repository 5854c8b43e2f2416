import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MortalOrigin, startOrigins } from '../../../bench/mortal-origin.ts';
import { startNames } from '../../../home/names/start-names.ts';
import type { NamesSpec } from '../../../home/names/names-spec.ts';
import {
  aPlatform,
  askTcp,
  aSpec,
  control,
  exchangeUdp,
  MIRROR,
  ORIGIN,
  until,
  valuesOf,
  withFolder,
} from './names-fixture.ts';

// Goal: the name server turns by health, by hold and by weights, and keeps what it was told.
// Method: real origins, real queries, a data folder that goes through restarts.

let origins: readonly MortalOrigin[];
let origin: MortalOrigin;
beforeAll(async () => {
  origins = await startOrigins(1);
  const [first] = origins;
  if (!first) throw new Error('no origin');
  origin = first;
});
afterAll(() => Promise.all(origins.map((one) => one.stop())));

type Running = Awaited<ReturnType<typeof startNames>>;

/** Runs `body` with a name server of one platform, stopped afterwards. */
const withNames = (
  body: (names: Running, spec: NamesSpec) => Promise<void>,
  more: Partial<NamesSpec> = {},
) =>
  withFolder(async (folder) => {
    const spec = aSpec(folder, [aPlatform('ent-x', origin.port)], more);
    const names = await startNames(spec);
    try {
      await body(names, spec);
    } finally {
      await names.stop();
    }
  });

const pointsTo = (names: Running, address: string) => async () =>
  (await valuesOf(names.dnsPort, 'ent-x.example'))[0] === address;

describe('at the first start', () => {
  test('the origin answers at once, before any check has data, and nothing is called a turn', async () => {
    await withFolder(async (folder) => {
      // A dead origin whose check takes long to say so.
      const platform = aPlatform('ent-x', 1);
      const names = await startNames(
        aSpec(folder, [platform], { checkIntervalMs: 60_000, confirmAfterMs: 60_000 }),
      );
      expect(await valuesOf(names.dnsPort, 'ent-x.example')).toEqual([ORIGIN]);
      const { turns, checks } = await control(names).state();
      expect(turns).toEqual([]);
      expect(checks.map(({ id, healthy }) => [id, healthy])).toContainEqual(['ent-x.hold', true]);
      await names.stop();
    });
  });

  test('plain names answer too: the origin, the mirror, the name servers', () =>
    withNames(async ({ dnsPort }) => {
      expect(await valuesOf(dnsPort, 'origine-ent-x.example')).toEqual([ORIGIN]);
      expect(await valuesOf(dnsPort, 'secours-ent-x.example')).toEqual([MIRROR]);
      expect(await valuesOf(dnsPort, 'ns1.example')).toEqual(['127.0.0.1']);
    }));
});

describe('turning', () => {
  test.each(['refused', 'hang', 'http-503'] as const)(
    'by health alone: to the mirror on %s, and back',
    (death) =>
      withNames(
        async (names) => {
          await origin.die(death);
          await until(pointsTo(names, MIRROR));
          await origin.revive();
          await until(pointsTo(names, ORIGIN));
          const { turns } = await control(names).state();
          expect(turns.map(({ from, to, cause }) => `${from}>${to} ${cause.kind}`)).toEqual([
            'origin>mirror health',
            'mirror>origin health',
          ]);
        },
        { checkTimeoutMs: 150 },
      ),
  );

  test('by a hold made by hand in the data folder, and back when it is removed', () =>
    withNames(async (names, { dataFolder }) => {
      await writeFile(join(dataFolder, 'holds', 'ent-x'), '');
      await until(pointsTo(names, MIRROR));
      expect((await control(names).state()).holds).toEqual(['ent-x']);
      await rm(join(dataFolder, 'holds', 'ent-x'));
      await until(pointsTo(names, ORIGIN));
    }));

  test('a hundred names asked together, all in one batch', () =>
    withFolder(async (folder) => {
      const platforms = Array.from({ length: 100 }, (_, index) => aPlatform(`ent-${index}`, 1));
      const quiet = { checkIntervalMs: 60_000, confirmAfterMs: 60_000 };
      const names = await startNames(aSpec(folder, platforms, quiet));
      const shares = Object.fromEntries(platforms.map(({ id }) => [id, 1]));
      const asked = await control(names).ask('POST', '/shares', JSON.stringify({ shares }));
      const { changes } = (await asked.json()) as { changes: Record<string, string> };
      expect(Object.keys(changes)).toHaveLength(100);
      expect(new Set(Object.values(changes)).size).toBe(1);
      for (const { hostname } of platforms)
        expect(await valuesOf(names.dnsPort, hostname)).toEqual([MIRROR]);
      await names.stop();
    }));

  test('by weights, told as a turn to both, and counted by target', () =>
    withNames(async (names) => {
      const { ask, state } = control(names);
      await ask('POST', '/shares', '{"shares":{"ent-x":0.5}}');
      await until(async () => {
        await valuesOf(names.dnsPort, 'ent-x.example');
        const counts = (await state()).counts.byName['ent-x.example'];
        return (counts?.origin ?? 0) > 2 && (counts?.mirror ?? 0) > 2;
      });
      const { turns, names: standing } = await state();
      expect(turns).toMatchObject([{ from: 'origin', to: 'both', cause: { kind: 'weights' } }]);
      expect(standing).toMatchObject([{ name: 'ent-x.example', mirrorShare: 0.5 }]);
    }));

  test('not on a single failure between successes', async () => {
    await withFolder(async (folder) => {
      const spec = aSpec(folder, [aPlatform('ent-x', origin.port)], { failureThreshold: 10 });
      const names = await startNames(spec);
      const failing = async () =>
        (await control(names).state()).checks.some(({ reason }) => reason === 'HTTP 503');
      await origin.die('http-503');
      await until(failing);
      await origin.revive();
      await until(async () => !(await failing()));
      expect((await control(names).state()).turns).toEqual([]);
      await names.stop();
    });
  });
});

describe('over a restart', () => {
  test('weights, verdicts and holds are as before, from the first answer on', () =>
    withFolder(async (folder) => {
      const slow = { checkIntervalMs: 60_000, confirmAfterMs: 1 };
      const spec = aSpec(folder, [aPlatform('ent-x', 1), aPlatform('ent-y', origin.port)], slow);
      const first = await startNames(spec);
      await control(first).ask('POST', '/shares', '{"shares":{"ent-y":1}}');
      await until(async () => (await valuesOf(first.dnsPort, 'ent-x.example'))[0] === MIRROR);
      await first.stop();

      const second = await startNames({ ...spec, platforms: [...spec.platforms].reverse() });
      expect(await valuesOf(second.dnsPort, 'ent-x.example')).toEqual([MIRROR]);
      expect(await valuesOf(second.dnsPort, 'ent-y.example')).toEqual([MIRROR]);
      expect((await control(second).state()).turns).toEqual([]);
      await second.stop();
    }));

  test('a model of a newer version is refused and left as it is', () =>
    withFolder(async (folder) => {
      const newer = '{"version":99}\n';
      await writeFile(join(folder, 'model.json'), newer);
      const starting = startNames(aSpec(folder, []));
      await expect(starting).rejects.toMatchObject({ code: 'data-folder-newer' });
      expect(await readFile(join(folder, 'model.json'), 'utf8')).toBe(newer);
    }));
});

describe('what comes from outside', () => {
  test('a port in use is told as such', () =>
    withNames(async ({ dnsPort }) => {
      await withFolder(async (folder) => {
        const starting = startNames(aSpec(folder, [], { dnsPort }));
        await expect(starting).rejects.toMatchObject({ code: 'port-in-use' });
      });
    }));

  test('a faulty spec is refused with every fault', async () => {
    const spec = aSpec('', [], { ttlSec: 600, dnsPort: 70_000 });
    await expect(startNames(spec)).rejects.toThrow(/dataFolder.*dnsPort.*ttlSec/s);
  });

  test('TCP answers several queries on a connection, and drops a length that is too great', () =>
    withNames(async ({ dnsPort }) => {
      const question = { questions: [{ name: 'ent-x.example', type: 'A' as const }] };
      expect((await askTcp(dnsPort, question)).answers).toHaveLength(1);
      const socket = connect(dnsPort, '127.0.0.1');
      socket.write(Buffer.from([0xff, 0xff, 0]));
      await once(socket, 'close');
      expect(await exchangeUdp(dnsPort, Buffer.from('nonsense'), 30)).toBeNull();
      expect(await valuesOf(dnsPort, 'ent-x.example')).toEqual([ORIGIN]);
    }));

  test('the control API wants the token, a known platform, a share in bounds, a bounded body', () =>
    withNames(async (names, { dataFolder }) => {
      const { ask } = control(names);
      const status = async (asked: Promise<Response>) => (await asked).status;
      const bare = fetch(`http://127.0.0.1:${names.controlPort}/state`);
      expect(await status(bare)).toBe(403);
      expect(await status(ask('PUT', '/holds/nobody'))).toBe(404);
      expect(await status(ask('PUT', '/holds/..%2Fmodel.json'))).toBe(404);
      expect(await status(ask('POST', '/shares', '{"shares":{"ent-x":2}}'))).toBe(400);
      expect(await status(ask('POST', '/shares', 'not json'))).toBe(400);
      expect(await status(ask('POST', '/shares', 'x'.repeat(600_000)))).toBe(413);
      expect(await status(ask('GET', '/changes/C1'))).toBe(404);
      expect(await status(ask('GET', '/elsewhere'))).toBe(404);
      expect(await readFile(join(dataFolder, 'model.json'), 'utf8').catch(() => '')).not.toMatch(
        /^held/,
      );
    }));

  test('left alone, an orphan stops by itself', () =>
    withNames(
      async ({ stopped, dnsPort }) => {
        await stopped;
        await expect(valuesOf(dnsPort, 'ent-x.example')).rejects.toThrow('no answer');
      },
      { stopAfterOrphanedMs: 50 },
    ));
});

const run = promisify(execFile);
const dig = await run('dig', ['-v']).then(
  () => true,
  () => false,
);

describe.skipIf(!dig)('dig, from outside (skipped where it is not installed)', () => {
  const ask = async (port: number, ...words: readonly string[]) =>
    (await run('dig', ['@127.0.0.1', '-p', `${port}`, '+tries=1', '+norec', ...words])).stdout;

  test.each(['+notcp', '+tcp'])('agrees on addresses, absence and refusal by %s', (transport) =>
    withNames(async ({ dnsPort }) => {
      expect(await ask(dnsPort, transport, '+short', 'ent-x.example')).toBe(`${ORIGIN}\n`);
      const whole = await ask(dnsPort, transport, 'ent-x.example');
      expect(whole).toMatch(/status: NOERROR/);
      expect(whole).toMatch(/flags: qr aa; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1/);
      expect(whole).not.toMatch(/WARNING|malformed|extra bytes/i);
      expect(await ask(dnsPort, transport, 'nobody.example')).toMatch(/status: NXDOMAIN/);
      expect(await ask(dnsPort, transport, 'example.org')).toMatch(/status: REFUSED/);
      expect(await ask(dnsPort, transport, 'ent-x.example', 'HTTPS')).toMatch(/ANSWER: 0, AUTH/);
      expect(await ask(dnsPort, transport, '+short', 'example', 'SOA')).toMatch(/^ns1\.example\./);
      expect(await ask(dnsPort, transport, '+edns=1', '+noednsneg', 'example')).toMatch(/BADVERS/);
    }),
  );
});
