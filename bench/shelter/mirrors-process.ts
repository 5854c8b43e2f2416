import { platformId } from '../../core/units.ts';
import { startMirrorServer } from '../../home/mirror-server/mirror-server.ts';
import { inChild } from '../../home/rehearse/in-child.ts';

// The mirrors of the bench `shelter` as Préau serves them, over HTTPS, so that they can be measured
// and found fit: one process for all.

/** All that this process needs to know. Plain JSON. */
export interface MirrorsSpec {
  readonly port: number;
  readonly tls: { readonly key: string; readonly cert: string };
  readonly mirrors: readonly {
    readonly platform: string;
    readonly folder: string;
    readonly address: string;
    readonly hostname: string;
    readonly ownName: string;
  }[];
}

inChild<MirrorsSpec>(async ({ port, tls, mirrors }) => {
  const servers = await Promise.all(
    mirrors.map(({ platform, ...mirror }) =>
      startMirrorServer({ ...mirror, port, tls, platform: platformId(platform) }),
    ),
  );
  return {
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
});
