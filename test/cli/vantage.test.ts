// Goal: an agent's command line refuses what would make it unsafe, and `preau vantage check` says who
// sees what. Method: the commands without a process; agents on loopback with a prober that says what
// the test says.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Prober } from '../../app/ports.ts';
import { createIo } from '../../cli/frame-io.ts';
import { serveVantage } from '../../cli/vantage-serve.ts';
import { epochMs } from '../../core/units.ts';
import { aConfig } from '../config/a-config.ts';
import { anAgent, type TestAgent } from '../home/vantage/an-agent.ts';
import { type } from './a-terminal.ts';

const KEY = 'k'.repeat(43);
const ALLOW = 'ent.region.example,origine.region.example,secours.region.example,temoin.example';

let folder = '';
let keyFile = '';
const agents: TestAgent[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-vantage-'));
  keyFile = join(folder, 'agent.key');
  writeFileSync(keyFile, `${KEY}\n`, { mode: 0o600 });
});
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a key', () => {
  it('is made for its owner only, and never twice', async () => {
    const file = join(folder, 'new.key');
    const made = await type(['vantage', 'key', file, '--lang', 'en']);
    expect(made).toMatchObject({ exitCode: 0, err: '' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^[\w-]{43}\n$/);
    expect(made.out).not.toContain(text.trim());
    expect((await type(['vantage', 'key', file])).exitCode).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it.each<readonly [string, string, number]>([
    ['that others may read', KEY, 0o644],
    ['that the group may write', KEY, 0o620],
    ['that is short', 'secret', 0o600],
    ['of several words', `${KEY} ${KEY}`, 0o600],
    ['that is endless', 'k'.repeat(5_000), 0o600],
  ])('%s is refused, and not repeated', async (_, text, mode) => {
    const file = join(folder, 'bad.key');
    writeFileSync(file, text);
    chmodSync(file, mode);
    const { exitCode, err } = await type([
      'vantage',
      '--port',
      '0',
      '--key-file',
      file,
      '--allow',
      'a.example',
    ]);
    expect(exitCode).toBe(1);
    expect(err).toContain('preau vantage key');
    expect(err).not.toContain(text.slice(0, 6));
    rmSync(file);
  });
});

describe('an agent is not started', () => {
  it.each<readonly [string, readonly string[], number, string]>([
    ['without a port', ['--key-file', 'KEY', '--allow', 'a.example'], 2, '--port'],
    ['without a key', ['--port', '0', '--allow', 'a.example'], 2, '--key-file'],
    ['without a list', ['--port', '0', '--key-file', 'KEY'], 2, '--allow'],
    ['with a port that is none', ['--port', '70000'], 2, '0 to 65535'],
    [
      'with a wildcard',
      ['--port', '0', '--key-file', 'KEY', '--allow', '*.example'],
      2,
      '*.example',
    ],
    [
      'with half a certificate',
      ['--port', '0', '--key-file', 'KEY', '--allow', 'a.example', '--tls-cert', 'KEY'],
      2,
      'both or neither',
    ],
    [
      'with a resolver by name',
      ['--port', '0', '--key-file', 'KEY', '--allow', 'a.example', '--resolver', 'dns.example'],
      2,
      'IP address',
    ],
    [
      'at an address of another machine',
      ['--port', '0', '--key-file', 'KEY', '--allow', 'a.example', '--listen', '192.0.2.1'],
      2,
      'EADDRNOTAVAIL',
    ],
  ])('%s', async (_, options, exitCode, text) => {
    const argv = options.map((option) => (option === 'KEY' ? keyFile : option));
    const said = await type(['vantage', ...argv, '--lang', 'en']);
    expect(said.exitCode).toBe(exitCode);
    expect(said.err).toContain(text);
    expect(said.out).toBe('');
    const french = await type(['vantage', ...argv]);
    expect(french.exitCode).toBe(exitCode);
    expect(french.err).toMatch(/: attendu .*, reçu .*--/s);
    expect(french.err).not.toMatch(/\b(?:expected|got|see|give)\b|\{\w/);
  });

  it('on a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const bound = taken.address();
    const port = typeof bound === 'object' && bound !== null ? String(bound.port) : '';
    const argv = ['vantage', '--port', port, '--key-file', keyFile, '--allow', 'a.example'];
    expect(await type(argv)).toMatchObject({
      exitCode: 5,
      err: expect.stringMatching(/port-in-use: .*libérez ce port/) as string,
    });
    await new Promise((resolve) => taken.close(resolve));
  });
});

/** Start an agent by its options, ask it `/healthz`, and end it. */
async function serve(options: Parameters<typeof serveVantage>[0], argv: readonly string[] = []) {
  const out: string[] = [];
  let lives: unknown = null;
  const sink = { write: (text: string) => out.push(text), columns: 80 };
  const io = createIo({ argv, env: {}, stdout: sink, stderr: sink });
  const code = await serveVantage(options, io, async () => {
    // The words of readiness come once it listens.
    while (out.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const url = /https?:\/\/[\d.:[\]a-f]+/.exec(out.join(''))?.[0] ?? '';
    lives = await (await fetch(`${url}/healthz`)).json();
  });
  return { code, out: out.join(''), lives };
}

describe('an agent', () => {
  const options = { port: '0', keyFile: '', listen: '127.0.0.1', allow: 'a.example' };

  it.each([
    ['fr', 'Poste d’observation prêt sur http://127.0.0.1:', 'arrêté'],
    ['en', 'Vantage ready at http://127.0.0.1:', 'stopped'],
  ])('says in %s when it is ready and when it ended', async (lang, ready, stopped) => {
    const ran = await serve({ ...options, keyFile }, ['--lang', lang]);
    expect(ran).toMatchObject({ code: 0, lives: { status: 'ok', protocol: 1 } });
    expect(ran.out.split('\n')).toHaveLength(3);
    expect(ran.out).toContain(ready);
    expect(ran.out).toContain(stopped);
    expect(ran.out).not.toContain(KEY);
  });

  it('says it to a program as one document', async () => {
    const ran = await serve({ ...options, keyFile, json: true });
    expect(JSON.parse(ran.out)).toMatchObject({ hosts: ['a.example'], pid: process.pid });
  });

  it('reads its list from a file too', async () => {
    const allowFile = join(folder, 'hosts');
    writeFileSync(allowFile, '# ours\nb.example\nc.example:8443\n');
    const ran = await serve({ ...options, keyFile, allowFile, json: true });
    expect(JSON.parse(ran.out)).toMatchObject({ hosts: ['a.example', 'b.example', 'c.example'] });
  });
});

const upBut = (downHost: string): Prober => ({
  probe: async ({ platform, vantage, target, resolve }) => ({
    platform,
    vantage,
    target,
    at: epochMs(Date.now()),
    failure: resolve === downHost ? { stage: 'http', kind: 'http-503', detail: '503' } : null,
    timesMs: {},
    totalMs: 12,
  }),
});

describe('preau vantage check', () => {
  async function check(urls: readonly string[], extra: readonly string[] = []) {
    const file = join(folder, 'preau.yaml');
    const vantages = urls.map((url, index) => ({
      id: `v${index}`,
      name: `Lycée ${index}`,
      controls: ['temoin'],
      agent: { url, keyFile: 'agent.key' },
    }));
    const here = ['ici', 'là'].map((name, index) => ({ id: `ici${index}`, name }));
    writeFileSync(file, aConfig({ vantages: [...vantages, ...here], aws: undefined }));
    return type(['vantage', 'check', '--config', file, ...extra]);
  }
  async function opened(allow = ALLOW, offMs = 0, prober = upBut('origine.region.example')) {
    const now = () => Date.now() + offMs;
    const agent = await anAgent(prober, allow, { key: Buffer.from(KEY), now });
    agents.push(agent);
    return agent.agent.url;
  }

  it('says of each agent how far it is, its clock, its version, and what it sees', async () => {
    const { exitCode, out } = await check([await opened(ALLOW, 30_000)]);
    expect(exitCode).toBe(0);
    const [agent, ent, control, end] = out.split('\n');
    expect(agent).toMatch(
      /^Lycée 0 \(http:.*\) : version 0\.1\.0, aller-retour \d+ ms, horloge à \+(30\.0|29\.9) s de celle-ci$/,
    );
    expect(ent).toBe(`  ent : ${wordOf503()} (12 ms)`);
    expect(control).toBe('  temoin : répond (12 ms)');
    expect(end).toBe('');
  });

  it('ends with 5 when one does not answer, and still shows the others', async () => {
    const { exitCode, out } = await check([await opened(), 'http://127.0.0.1:1'], ['--lang', 'en']);
    expect(exitCode).toBe(5);
    expect(out).toContain('Lycée 0 (http://127.0.0.1:');
    expect(out).toContain('Lycée 1 (http://127.0.0.1:1): does not answer: ');
  });

  it('says in French why one does not answer, or does not look', async () => {
    const late = await check([await opened(ALLOW, 120_000)]);
    expect(late.out).toMatch(
      /l’agent refuse : son horloge et celle de la maison diffèrent de 120 s/,
    );
    const { out } = await check([await opened('temoin.example')]);
    expect(out).toContain(
      'ent : refusé par l’agent : origine.region.example:443 pour ent.region.example n’est pas sur sa liste',
    );
  });

  it('prints the list that an agent lacks', async () => {
    const { exitCode, out } = await check([await opened('temoin.example')], ['--lang', 'en']);
    expect(exitCode).toBe(0);
    expect(out).toContain(
      'ent: refused by the agent: not allowed here: origine.region.example:443',
    );
    expect(out).toContain(`--allow ${ALLOW}\n`);
  });

  it('speaks to programs as one document', async () => {
    const { out } = await check([await opened()], ['--json']);
    const { agents: visits, allow } = JSON.parse(out) as {
      agents: readonly { said: unknown }[];
      allow: readonly string[];
    };
    expect(visits).toHaveLength(1);
    expect(visits[0]?.said).toMatchObject({ kind: 'answered', version: '0.1.0' });
    expect(allow.join(',')).toBe(ALLOW);
  });

  it('says when there is nobody to ask', async () => {
    const { exitCode, out } = await check([], ['--lang', 'en']);
    expect([exitCode, out]).toEqual([0, expect.stringContaining('has an agent')]);
  });

  it('names a key that is not there', async () => {
    const file = join(folder, 'preau.yaml');
    const agent = { url: 'http://127.0.0.1:1', keyFile: 'absent.key' };
    const vantages = [
      { id: 'v', name: 'V', agent },
      { id: 'w', name: 'W' },
    ];
    writeFileSync(file, aConfig({ vantages, aws: undefined }));
    const { exitCode, err } = await type(['vantage', 'check', '--config', file]);
    expect(exitCode).toBe(1);
    expect(err).toContain(join(folder, 'absent.key'));
  });
});

function wordOf503(): string {
  const io = createIo({
    argv: ['--lang', 'fr'],
    env: {},
    stdout: { write: () => 0 },
    stderr: { write: () => 0 },
  });
  return io.words('console.failure.http-503');
}
