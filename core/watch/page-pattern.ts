/**
 * What a page that is not the expected one says of itself. The first that holds is its kind: waiting
 * would not help where a page is closed, and a page under maintenance asks to try again later too.
 */
export const PAGE_KINDS = ['closed', 'maintenance', 'queue', 'error', 'login'] as const;

export type PageKind = (typeof PAGE_KINDS)[number];

/** One phrase of `data/page-patterns.yaml`, as it is compared. */
export interface PagePattern {
  readonly kind: PageKind;
  readonly phrase: string;
  /** Counts only beside one that is not weak. */
  readonly weak?: true;
}
