import { join } from 'node:path';
import { type Child, startChild } from '../../../home/rehearse/child.ts';
import { freePort } from '../../shelter/free-port.ts';
import type { Leftovers } from '../../shelter/leftovers.ts';
import { siteConf } from '../site/nginx-conf.ts';
import type { LessonSite } from '../site/write-site.ts';
import type { DelayProxySpec } from './delay-proxy.ts';
import { type Nginx, startNginx } from './nginx.ts';

/** A site that is served at its own address, near or far. */
export interface Origin extends Pick<Nginx, 'asked' | 'forget' | 'stop'> {
  /** With a slash at its end. */
  readonly url: string;
}

const PROXY = new URL('./delay-proxy-process.ts', import.meta.url);
const PATIENCE_MS = 2_000;

/**
 * Serve a site at its own origin: nginx itself there, or the proxy that delays, with nginx behind
 * it. Either way crawlers are told the same addresses.
 *
 * @param roundTripMs 0 for loopback as it is, without a proxy
 */
export async function serveSite(
  site: LessonSite,
  roundTripMs: number,
  folder: string,
  leftovers: Leftovers,
): Promise<Origin> {
  const port = Number(new URL(site.origin).port);
  const isFar = roundTripMs > 0;
  const behind = isFar ? await freePort() : port;
  const place = { folder: join(folder, `nginx-${behind}`), port: behind };
  const nginx = await startNginx((given) => siteConf(site, given), place, leftovers);
  const spec: DelayProxySpec = { port, to: behind, roundTripMs };
  const proxy: Child | null = isFar ? await startChild(PROXY, spec, () => undefined) : null;
  return {
    url: `${site.origin}/`,
    asked: () => nginx.asked(),
    forget: () => nginx.forget(),
    stop: async () => {
      await proxy?.stop(PATIENCE_MS);
      await nginx.stop();
    },
  };
}
