import { join } from 'node:path';
import { openCertificates } from '../../adapters/local/certificates.ts';
import { startChild } from '../../home/rehearse/child.ts';
import { freePort } from '../shelter/free-port.ts';
import type { Leftovers } from '../shelter/leftovers.ts';
import type { ServeSpec } from './serve-process.ts';

/** A mirror as Préau itself serves it. */
export interface EmbeddedServer {
  readonly port: number;
  readonly pid: number;
  readonly caPem: string;
  readonly tls: ServeSpec['tls'];
  stop(): Promise<void>;
}

/** The platform's name in this bench. RFC 6761: never a real one. */
export const HOSTNAME = 'ent.lecons.test';

const PROCESS = new URL('./serve-process.ts', import.meta.url);
const PATIENCE_MS = 2_000;

/** @param folder of a mirror; certificates go to `scratch` */
export async function startEmbeddedServer(
  folder: string,
  scratch: string,
  leftovers: Leftovers,
): Promise<EmbeddedServer> {
  const certificates = await openCertificates(join(scratch, 'certificates'));
  const leaf = await certificates.leafFor([HOSTNAME]);
  const tls = { key: leaf.keyPem, cert: leaf.certPem };
  const port = await freePort();
  const spec: ServeSpec = { folder, port, hostname: HOSTNAME, tls };
  const child = await startChild(PROCESS, spec, () => undefined);
  leftovers.pids.add(child.pid);
  return {
    port,
    pid: child.pid,
    caPem: certificates.caPem,
    tls,
    stop: async () => {
      await child.stop(PATIENCE_MS);
      leftovers.pids.delete(child.pid);
    },
  };
}
