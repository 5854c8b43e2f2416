import type { StatusView } from '../../../app/views/status-view.ts';

/** Where the page's files lie, with a `/` at the end. */
export const pageBase = ({ pageUrl }: Pick<StatusView, 'pageUrl'>): string =>
  pageUrl.endsWith('/') ? pageUrl : `${pageUrl}/`;

/** The page's host as URLs write it, in ASCII: who says it, in tags and alerts. */
export const pageHost = ({ pageUrl }: Pick<StatusView, 'pageUrl'>): string =>
  new URL(pageUrl).hostname;
