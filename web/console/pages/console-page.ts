import type { NowView } from '../../../app/views/now-view.ts';
import type { May } from '../../../app/views/role.ts';
import type { Words } from '../../../app/views/words.ts';
import type { Html } from '../../markup/html.ts';
import type { ConsoleSources } from './console-sources.ts';

/** In the order of the navigation. Each has its word at `console.pages.<name>`. */
export type ConsolePageName = 'now' | 'incidents' | 'platforms' | 'schools' | 'mirrors' | 'rules';

/** One page of the console, and all that lies below its address: one row of the navigation. */
export interface ConsolePage {
  readonly name: ConsolePageName;
  /** Begins and ends with `/`. */
  readonly path: string;
  /**
   * What stands in the page's `main`, its `h1` first. It is asked again on every change while somebody
   * looks at it, so that it must be cheap, and bounded in what it writes.
   *
   * @returns null when there is nothing at this address
   */
  readonly render: (asked: PageAsk) => Html | null | Promise<Html | null>;
}

/** What one answer is made of. */
export interface PageAsk {
  readonly view: NowView;
  readonly words: Words;
  /** What its reader may do: no button is shown for anything else. */
  readonly may: May;
  /** Segments of the address below the page's own, decoded; empty for the page itself. */
  readonly below: readonly string[];
  readonly query: URLSearchParams;
  readonly sources: ConsoleSources;
}
