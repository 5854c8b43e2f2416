/** A page that has next to nothing to read before its scripts have run. */
export interface EmptyPage {
  readonly url: string;
  readonly html: string;
  readonly userAgent: string;
  /** Characters of HTML that may come of it. */
  readonly maxChars: number;
  /** What its scripts ask for, by the crawl's own rules. @returns null for what they do not get */
  readonly ask: (url: string) => Promise<PagePart | null>;
}

/** A script, a style sheet or data that a page asked for. */
export interface PagePart {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Runs the scripts of pages, and lets them reach nothing but what a page is handed. */
export interface PageBrowser {
  /** @returns its HTML once it has come to rest; null when nothing came in time and within bounds */
  render(page: EmptyPage): Promise<string | null>;
  close(): Promise<void>;
}

/** A browser, or why there is none, in English, for the report. */
export type OpenedBrowser =
  | { readonly kind: 'open'; readonly browser: PageBrowser }
  | { readonly kind: 'none'; readonly why: string };
