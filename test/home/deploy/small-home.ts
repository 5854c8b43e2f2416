import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Certificates, openCertificates } from '../../../adapters/local/certificates.ts';
import type { NowView } from '../../../app/views/now-view.ts';
import type { PlatformLine } from '../../../app/views/platform-line.ts';
import { platformId } from '../../../core/units.ts';
import type { DeploymentAddresses } from '../../../home/deploy/deployment-news.ts';
import { startMirrorServer } from '../../../home/mirror-server/mirror-server.ts';
import { stopNames } from '../../../home/names/names-process.ts';
import { type Sinks, startSinks } from '../../../home/sinks/start-sinks.ts';
import { uaiOf } from '../../app/schools/fixtures.ts';
import { type } from '../../cli/a-terminal.ts';

// A real small deployment on loopback: one ENT and a control with real certificates, a mirror on
// another address, sinks for its messages, and `bin/preau.js` as its only program.

const BIN = fileURLToPath(new URL('../../../bin/preau.js', import.meta.url));
const ENV = { LANG: 'fr_FR.UTF-8', LC_ALL: '', USER: 'essai' };
const PAGE = 'Connexion : ENT Essai';

export interface SmallHome extends AsyncDisposable {
  readonly folder: string;
  readonly config: string;
  readonly data: string;
  readonly sinks: Sinks;
  /** Make the ENT's origin refuse every connection. */
  killOrigin(): Promise<void>;
  /** Have it answer again, at the same address and port. */
  reviveOrigin(): Promise<void>;
  /** How many pages it has given so far. */
  pagesGiven(): number;
  /** `preau start`; resolves once everything stands. */
  start(): Promise<Started>;
  /** Any other command, to its end, typed in this process. */
  preau(...words: readonly string[]): Promise<Ended>;
  /** The same in a process of its own. */
  preauApart(...words: readonly string[]): Promise<Ended>;
}

export interface Started {
  readonly process: ChildProcess;
  readonly addresses: DeploymentAddresses;
  /** The ENT as the console shows it. */
  ent(): Promise<PlatformLine>;
  now(): Promise<NowView>;
  /** Ctrl-C. @returns how long it took, in milliseconds, and the exit code */
  interrupt(): Promise<{ readonly tookMs: number; readonly code: number | null }>;
  kill(): Promise<void>;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * @param neighbour a second ENT with a mirror, on the same machines. @default none
 * @param dataIn its data folder, below its own. @default data
 */
export async function smallHome({ neighbour = false, dataIn = 'data' } = {}): Promise<SmallHome> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-home-'));
  const certificates = await openCertificates(join(folder, 'certificates'));
  const origin = await openOrigin(certificates, ['ent', 'voisin'], '127.0.0.1');
  const control = await openOrigin(certificates, ['temoin'], '127.0.0.3');
  const data = join(folder, dataIn);
  const leaf = await certificates.leafFor(['ent.essai.example', 'secours.essai.example']);
  const mirror = await startMirrorServer({
    folder: join(data, 'mirrors', 'ent-essai'),
    address: '127.0.0.10',
    port: 0,
    tls: { key: leaf.keyPem, cert: leaf.certPem },
    platform: platformId('ent-essai'),
    hostname: 'ent.essai.example',
    ownName: 'secours.essai.example',
  });
  const sinks = await startSinks({ dataFolder: join(folder, 'sinks'), address: '127.0.0.1' });
  const config = join(folder, 'preau.yaml');
  const ports = { origin: origin.port, control: control.port, mirror: mirror.port };
  await writeFile(config, configText(ports, await freePort(), sinks, neighbour));
  await writeFile(join(folder, 'authority.pem'), certificates.caPem);
  await writeFile(join(folder, 'annuaire.csv'), DIRECTORY);
  await mkdir(join(folder, 'lecons'));
  await writeFile(join(folder, 'lecons', 'un.html'), '<h1>Leçon un</h1><p>Le cours.</p>');
  const running = new Set<ChildProcess>();
  const run = (words: readonly string[]): ChildProcess => {
    const child = spawn(process.execPath, [BIN, ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...ENV },
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  };
  return {
    folder,
    config,
    data,
    sinks,
    killOrigin: origin.close,
    reviveOrigin: origin.open,
    pagesGiven: origin.given,
    start: () =>
      started(
        run(['start', config, '--data', data, '--ca', join(folder, 'authority.pem'), '--json']),
      ),
    preau: async (...words) => {
      const { exitCode, out, err } = await type([...words, '--data', data], { env: ENV });
      return { code: exitCode, out, err };
    },
    preauApart: (...words) => ended(run([...words, '--data', data])),
    [Symbol.asyncDispose]: async () => {
      for (const child of running) child.kill('SIGKILL');
      await stopNames(join(data, 'names'));
      await Promise.all([origin.close(), control.close(), mirror.stop(), sinks.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Poll until it holds; the test's own time limit ends it otherwise. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(25);
}

async function started(child: ChildProcess): Promise<Started> {
  const text = gather(child);
  const exited = once(child, 'exit');
  void exited.catch(() => undefined);
  while (!text.out.includes('\n}\n')) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${text.err}`);
    await delay(20);
  }
  const addresses = JSON.parse(text.out) as DeploymentAddresses;
  const now = async (): Promise<NowView> =>
    (await (await fetch(`${addresses.console}now.json`)).json()) as NowView;
  return {
    process: child,
    addresses,
    now,
    ent: async () => {
      const found = (await now()).platforms.find(({ id }) => id === 'ent-essai');
      if (found === undefined) throw new Error('the console does not show the ENT');
      return found;
    },
    interrupt: async () => {
      const from = performance.now();
      child.kill('SIGINT');
      await exited;
      return { tookMs: performance.now() - from, code: child.exitCode };
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function ended(child: ChildProcess): Promise<Ended> {
  const text = gather(child);
  await once(child, 'close');
  return { code: child.exitCode, ...text };
}

function gather(child: ChildProcess): { out: string; err: string } {
  const text = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text.out += part;
  });
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    text.err += part;
  });
  return text;
}

async function openOrigin(
  certificates: Certificates,
  names: readonly (keyof typeof HOSTNAMES)[],
  address: string,
) {
  const hostnames = names.map((name) => HOSTNAMES[name]);
  const { keyPem: key, certPem: cert } = await certificates.leafFor(hostnames);
  let given = 0;
  const server = createServer({ key, cert }, (_, response) => {
    given += 1;
    response.end(`<h1>${PAGE}</h1>`);
  });
  server.listen(0, address);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    given: () => given,
    open: async () => {
      server.listen(port, address);
      await once(server, 'listening');
    },
    close: async () => {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** preau.yaml may not say 0 of a real name server: resolvers ask at one port. */
/** Free for both of a name server's sockets: one that only TCP holds would refuse its start. */
async function freePort(): Promise<number> {
  for (;;) {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    const server = createTcpServer();
    server.listen(port, '127.0.0.1');
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    socket.close();
    if (free) return port;
  }
}

const DIRECTORY = [
  'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Code_departement;Telephone;Mail',
  ...[1, 2, 3].map((n) => `${uaiOf(n)};College ${n};Collège;031;0536499286;e${n}@b.example`),
  '',
].join('\n');

const HOSTNAMES = {
  ent: 'ent.essai.example',
  voisin: 'voisin.essai.example',
  temoin: 'temoin.example',
} as const;

const NEIGHBOUR = (ports: { readonly origin: number; readonly mirror: number }): string => `
  - id: ent-voisin
    name: ENT Voisin
    smsName: ENT Voisin
    kind: ent
    hostname: ${HOSTNAMES.voisin}
    hoster: nord
    origin: { host: origine-voisin.essai.example, addresses: [127.0.0.1], port: ${ports.origin}, path: /login, expect: "${PAGE}" }
    mirror: { hoster: sud, addresses: [127.0.0.10], port: ${ports.mirror}, ownName: secours-voisin.essai.example, lessons: lecons }`;

const configText = (
  ports: { readonly origin: number; readonly control: number; readonly mirror: number },
  dns: number,
  { smtp }: Sinks,
  neighbour: boolean,
): string => `
organisation: { name: Région d’Essai, contact: numerique@essai.example }
hosters:
  - { id: nord, name: Hébergeur du Nord, region: Lille }
  - { id: sud, name: Hébergeur du Sud, region: Marseille }
platforms:
  - id: ent-essai
    name: ENT Essai
    smsName: ENT Essai
    kind: ent
    hostname: ent.essai.example
    hoster: nord
    origin: { host: origine.essai.example, addresses: [127.0.0.1], port: ${ports.origin}, path: /login, expect: "${PAGE}" }
    mirror: { hoster: sud, addresses: [127.0.0.10], port: ${ports.mirror}, ownName: secours.essai.example, lessons: lecons }${neighbour ? NEIGHBOUR(ports) : ''}
  - id: temoin
    name: Témoin
    smsName: Temoin
    kind: login
    hostname: temoin.example
    hoster: sud
    origin: { host: source.temoin.example, addresses: [127.0.0.3], port: ${ports.control}, expect: "${PAGE}" }
vantages:
  - { id: un, name: Un, sourceAddress: 127.0.20.1, controls: [temoin] }
  - { id: deux, name: Deux, sourceAddress: 127.0.20.2, controls: [temoin] }
watch: { interval: 1s, votesToFall: 2, roundsToFall: 1, roundsToRecover: 2 }
shelter: { minHold: 10s, originShares: [1], shareStep: 1s }
notices:
  veto: 0s
  from: preau@essai.example
  smtp: { host: 127.0.0.1, port: ${smtp.port}, security: none }
names:
  port: ${dns}
  zones:
    - { name: essai.example, nameServers: [ns1.essai.example] }
    - { name: temoin.example, nameServers: [ns1.essai.example] }
  ttl: 5s
  checkInterval: 1s
  checkTimeout: 4s
  failureThreshold: 2
schools: { directories: [annuaire.csv] }
console: { port: 8118 }
pages: { folder: etat, url: "https://etat.essai.example" }
`;
