// Goal: what can be wrong around a rehearsal is said at once, in full, with its code and a remedy.
// Method: the real CLI on pipes; taken ports, a second start, faulty files, a folder from the future.
import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { listeningOnIPv6 } from './listening.ts';
import { childrenOf, naming, until } from './processes.ts';
import { type StartedPreau, startPreau } from './start-preau.ts';
import { type TinyRehearsal, tinyRehearsal } from './tiny-rehearsal.ts';

const cleanUp: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of cleanUp.splice(0).toReversed()) await end();
});

describe('a rehearsal', () => {
  it('takes the next free port for each that is taken, and prints it', async () => {
    const tiny = await opened();
    const text = readFileSync(join(tiny.folder, 'preau.yaml'), 'utf8');
    const [names = 0, console = 0] = [...text.matchAll(/^ {2}port: (\d+)/gm)].map(([, port]) =>
      Number(port),
    );
    await occupyTcp(console);
    await occupyUdp(names);
    const preau = started(tiny);
    await until('it stands', () => preau.said().includes('kill -9'));
    expect(preau.said()).toContain(`http://localhost:${console + 1}/`);
    expect(preau.said()).toContain(`dig @127.0.0.1 -p ${names + 1} `);
    const page = await fetch(`http://127.0.0.1:${console + 1}/`);
    expect(page.status).toBe(200);
    await page.arrayBuffer();

    // Nothing needs IPv6: machines without it have no ::1 to listen on.
    const pids = [preau.pid, ...childrenOf(preau.pid).map(({ pid }) => pid)];
    const all = [...pids, ...naming(tiny.data).map(({ pid }) => pid)];
    expect(listeningOnIPv6(new Set(all))).toEqual([]);

    const second = started(tiny);
    const refused = await second.ended;
    expect(refused.code).toBe(4);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toMatch(
      new RegExp(`data-folder-in-use.*processus ${preau.pid} .*${tiny.data}.*--data`, 's'),
    );

    process.kill(-preau.pid, 'SIGINT');
    expect((await preau.ended).code).toBe(0);
  }, 60_000);

  it('that nobody knows is refused, and those that there are are named', async () => {
    const { code, stdout, stderr } = await startPreau(['rehearse', 'april-7-2021']).ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/scenario-unknown.*« april-7-2021 ».*april-6-2021/s);
  });

  it('with faults shows every one with its file, line and column', async () => {
    const tiny = await opened();
    await tiny.edit('scenario.yaml', (text) =>
      text.replace('pace: 60', 'pace: 0').replace('seed: 7', 'seed: sept\ntypo: 1'),
    );
    const { code, stdout, stderr } = await started(tiny).ended;
    expect([code, stdout]).toEqual([1, '']);
    const places = [...stderr.matchAll(/scenario\.yaml:(\d+):(\d+): /g)].map(([, line]) => line);
    expect(places.length).toBeGreaterThanOrEqual(3);
    expect(new Set(places).size).toBe(places.length);
  });

  it('with a faulty configuration shows every fault of that', async () => {
    const tiny = await opened();
    await tiny.edit('preau.yaml', (text) =>
      text.replace('interval: 60s', 'interval: soon').replace('hoster: deux', 'hoster: un'),
    );
    const { code, stderr } = await started(tiny).ended;
    expect(code).toBe(3);
    expect([...stderr.matchAll(/preau\.yaml:\d+:\d+: /g)].length).toBeGreaterThanOrEqual(2);
  });

  it('whose folder lacks its configuration is told which file, and is no bug', async () => {
    const tiny = await opened();
    await rm(join(tiny.folder, 'preau.yaml'));
    const { code, stderr } = await started(tiny).ended;
    expect(code).toBe(3);
    expect(stderr).toMatch(/config-unreadable.*preau\.yaml/s);
  });

  it('may lie in a folder with any name', async () => {
    const tiny = await opened();
    const folder = join(tiny.folder, '..', "l'élève & co");
    await cp(tiny.folder, folder, { recursive: true });
    writeFileSync(join(folder, 'scenario.yaml'), 'pace: 0\n');
    const { stderr } = await startPreau(['rehearse', folder, '--data', tiny.data]).ended;
    expect(stderr).toContain('scenario-invalid');
  });
});

describe('a data folder', () => {
  it('that a newer Préau wrote is refused, and not a byte of it is touched', async () => {
    const tiny = await opened();
    mkdirSync(join(tiny.data, 'run'), { recursive: true });
    writeFileSync(join(tiny.data, 'preau.json'), '{"dataVersion":99}\n');
    writeFileSync(join(tiny.data, 'run', 'rehearsal.json'), '{"state":"of tomorrow"}');
    const before = await fingerprint(tiny.data);
    const { code, stdout, stderr } = await started(tiny, '--fresh').ended;
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(/data-folder-newer.*version 99.*Rien n'a été touché/s);
    expect(await fingerprint(tiny.data)).toEqual(before);
  });

  it('that cannot be one is refused with what the system said', async () => {
    const tiny = await opened();
    writeFileSync(tiny.data, 'a file');
    const { code, stderr } = await started(tiny).ended;
    expect(code).toBe(5);
    expect(stderr).toMatch(new RegExp(`store-unavailable.*${tiny.data}`, 's'));
  });
});

describe('with --json', () => {
  it('a refusal is one JSON document too, on standard error', async () => {
    const tiny = await opened();
    mkdirSync(tiny.data, { recursive: true });
    writeFileSync(join(tiny.data, 'preau.json'), '{"dataVersion":99}\n');
    const { code, stdout, stderr } = await started(tiny, '--json').ended;
    expect([code, stdout]).toEqual([4, '']);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'data-folder-newer' } });
  });
});

async function opened(): Promise<TinyRehearsal> {
  const tiny = await tinyRehearsal();
  cleanUp.push(() => tiny.remove());
  return tiny;
}

function started(tiny: TinyRehearsal, ...options: readonly string[]): StartedPreau {
  const argv = ['rehearse', tiny.folder, '--once', '--data', tiny.data, ...options];
  const preau = startPreau(argv);
  cleanUp.push(() => preau.kill());
  return preau;
}

async function occupyTcp(port: number): Promise<void> {
  const server: Server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  cleanUp.push(() => new Promise((resolve) => server.close(resolve)));
}

async function occupyUdp(port: number): Promise<void> {
  const socket = createSocket('udp4').bind(port, '127.0.0.1');
  await once(socket, 'listening');
  cleanUp.push(() => void socket.close());
}

/** Every file of a folder with the hash of what is in it. */
async function fingerprint(folder: string): Promise<Record<string, string>> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  const prints = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [
      path,
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ] as const;
  });
  return Object.fromEntries(await Promise.all(prints));
}
