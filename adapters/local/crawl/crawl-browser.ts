import type { OpenedBrowser, PageBrowser } from './browser/page-browser.ts';

/** The browser of one crawl, opened when the first page needs it. */
export interface CrawlBrowser {
  /** @returns null where there is none */
  get(): Promise<PageBrowser | null>;
  /** Why there is none, once one was needed; else null. */
  missing(): string | null;
  close(): Promise<void>;
}

/** @param open absent where no browser is wanted */
export function crawlBrowser(open: (() => Promise<OpenedBrowser>) | undefined): CrawlBrowser {
  let opened: Promise<OpenedBrowser> | null = null;
  let why: string | null = null;
  return {
    get: async () => {
      opened ??= open?.() ?? Promise.resolve({ kind: 'none', why: 'the recipe wants none' });
      const found = await opened;
      if (found.kind === 'open') return found.browser;
      ({ why } = found);
      return null;
    },
    missing: () => why,
    close: async () => {
      const found = await opened;
      if (found?.kind === 'open') await found.browser.close();
    },
  };
}
