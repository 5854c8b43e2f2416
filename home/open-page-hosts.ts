import { resolve } from 'node:path';
import { createFolderPages } from '../adapters/local/pages.ts';
import type { Engine } from '../app/engine.ts';
import { type PageHost, publishToAll } from '../app/pages/publish-to-all.ts';
import { tellOnce } from '../app/pages/tell-once.ts';
import type { Clock, Pages } from '../app/ports.ts';
import type { HomeSpec } from './home-spec.ts';
import { pagesFolder } from './pages-folder.ts';

interface PageHostsNeeds {
  readonly spec: Pick<HomeSpec, 'config' | 'dataFolder'>;
  readonly ports: { readonly pages: Pages; readonly clock: Pick<Clock, 'now'> };
  readonly engine: Pick<Engine, 'handle'>;
  readonly onError: (error: unknown) => void;
  /** Told of each host that was written. @default nobody */
  readonly written?: (host: string) => void;
}

/**
 * The folders that a home writes its status page to: its own, and a second at another hoster where
 * one is configured. One that stays unwritten becomes a task for operators.
 */
export function openPageHosts(needs: PageHostsNeeds): Pages {
  const { spec, ports, engine, onError, written = () => undefined } = needs;
  const watch = tellOnce((host, error) => {
    const at = ports.clock.now();
    // The instant is in the key: a host that fails on another day is told anew.
    const action = `status-page/${host}/${new Date(at).toISOString()}`;
    const detail = String(error).slice(0, DETAIL_MAX);
    void engine.handle({ kind: 'action-failed', at, action, detail, final: true }).catch(onError);
  });
  return publishToAll(hostsOf(spec, ports.pages), watch.failed, (host) => {
    watch.written(host);
    written(host);
  });
}

/** Characters of an error that a task shows; chosen. */
const DETAIL_MAX = 300;

/** The folders that a home writes its status page to, its own first. */
export const pageHostNames = (spec: Pick<HomeSpec, 'config' | 'dataFolder'>): readonly string[] => {
  const { second } = spec.config.pages;
  const own = pagesFolder(spec);
  return second === undefined ? [own] : [own, resolve(spec.dataFolder, second)];
};

function hostsOf(spec: Pick<HomeSpec, 'config' | 'dataFolder'>, own: Pages): readonly PageHost[] {
  return pageHostNames(spec).map((name, index) => ({
    name,
    pages: index === 0 ? own : createFolderPages(name),
  }));
}
