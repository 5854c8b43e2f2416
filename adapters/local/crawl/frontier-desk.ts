import type { PatternCaps } from '../../../core/mirror/crawl/path-pattern.ts';
import type { FrontierStatements } from './frontier-statements.ts';

/** What bounds the frontier of one round. */
export interface FrontierRules {
  readonly round: number;
  readonly depth: number;
  readonly caps: PatternCaps;
  /** Files of a round at most: of addresses, four times as many are written down. */
  readonly files: number;
  /** True when what was allowed before must be judged anew. */
  readonly judgesAnew: boolean;
}

/** What the parts of a frontier share. */
export interface FrontierDesk {
  readonly sql: FrontierStatements;
  readonly rules: FrontierRules;
  seq: number;
  known: number;
  readonly origins: Set<string>;
}
