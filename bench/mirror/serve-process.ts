import { platformId } from '../../core/units.ts';
import { startMirrorServer } from '../../home/mirror-server/mirror-server.ts';
import { inChild } from '../../home/rehearse/in-child.ts';

// The embedded mirror server as a process of its own, so that whoever asks does not slow it down.

/** All that this process needs to know. Plain JSON. */
export interface ServeSpec {
  readonly folder: string;
  readonly port: number;
  readonly hostname: string;
  readonly tls: { readonly key: string; readonly cert: string };
}

inChild<ServeSpec>(({ folder, port, hostname, tls }) =>
  startMirrorServer({
    folder,
    port,
    hostname,
    tls,
    address: '127.0.0.1',
    platform: platformId('bench'),
    ownName: `mirror.${hostname}`,
  }),
);
