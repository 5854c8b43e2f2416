import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Certificates, openCertificates } from '../../adapters/local/certificates.ts';
import { buildMirrorFolder } from '../../adapters/local/mirror/build.ts';
import { epochMs, platformId } from '../../core/units.ts';
import { type MirrorServer, startMirrorServer } from '../../home/mirror-server/mirror-server.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { CONTROL, HOSTNAME, MIRROR, ORIGIN, PAGE, PLATFORM, type Ports } from './world-config.ts';

/** What probes meet: an origin that can be broken and mended, a control, a mirror. */
export interface WorldServers {
  readonly ports: Ports;
  readonly caFile: string;
  /** What the mirror's builder would have put into the evidence bucket. */
  readonly manifest: Manifest;
  breakOrigin(): void;
  mendOrigin(): void;
  stop(): Promise<void>;
}

/** Start them on loopback, with certificates of an authority of their own. */
export async function startServers(folder: string): Promise<WorldServers> {
  const certificates = await openCertificates(join(folder, 'certificates'));
  const caFile = join(folder, 'authority.pem');
  await writeFile(caFile, certificates.caPem);
  let broken = false;
  const origin = await serve(certificates, [HOSTNAME, ORIGIN], (_, response) => {
    if (broken) response.writeHead(503).end('<h1>Service indisponible</h1>');
    else response.end(`<h1>${PAGE}</h1>`);
  });
  const control = await serve(certificates, [CONTROL], (_, response) => response.end(PAGE));
  const { mirror, manifest } = await serveMirror(certificates, folder);
  return {
    ports: { origin: origin.port, control: control.port, mirror: mirror.port },
    caFile,
    manifest,
    breakOrigin: () => void (broken = true),
    mendOrigin: () => void (broken = false),
    stop: async () => {
      await Promise.all([origin.stop(), control.stop(), mirror.stop()]);
    },
  };
}

async function serve(
  certificates: Certificates,
  names: readonly string[],
  answer: RequestListener,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const { keyPem: key, certPem: cert } = await certificates.leafFor(names);
  const server = createServer({ key, cert }, answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function serveMirror(
  certificates: Certificates,
  folder: string,
): Promise<{ readonly mirror: MirrorServer; readonly manifest: Manifest }> {
  const source = join(folder, 'lecons');
  const outFolder = join(folder, 'miroir');
  await mkdir(source, { recursive: true });
  const lesson = '<h1>Les fractions</h1><p>Une part sur deux.</p>';
  await writeFile(join(source, 'fractions.html'), lesson);
  const platform = platformId(PLATFORM);
  const { manifest } = await buildMirrorFolder({
    source,
    outFolder,
    platform,
    title: 'ENT de la région',
    builtAt: epochMs(Date.now()),
    language: 'fr',
  });
  const leaf = await certificates.leafFor([HOSTNAME, MIRROR]);
  const mirror = await startMirrorServer({
    folder: outFolder,
    address: '127.0.0.1',
    port: 0,
    tls: { key: leaf.keyPem, cert: leaf.certPem },
    platform,
    hostname: HOSTNAME,
    ownName: MIRROR,
  });
  return { mirror, manifest };
}
