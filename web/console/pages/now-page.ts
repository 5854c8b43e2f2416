import { renderNow } from '../render-now.ts';
import type { ConsolePage } from './console-page.ts';

/** *Now*: what a crisis cell looks at, the worst first. */
export const nowPage: ConsolePage = {
  name: 'now',
  path: '/',
  render: ({ view, words, may }) => renderNow(view, words, may),
};
