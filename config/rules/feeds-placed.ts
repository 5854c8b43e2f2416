import type { ConfigPath, Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A status page is read for what one has of a company, not for the whole brand. */
export const feedsPlaced: Rule = ({ hosters }) =>
  hosters.flatMap(({ feed }, index): readonly Finding[] => {
    if (feed === undefined) return [];
    const path: ConfigPath = ['hosters', index, 'feed'];
    const placed = feed.regions !== undefined || feed.products !== undefined;
    if (feed.wholePage === true) return placed ? [{ code: 'feed-both', path }] : [];
    return placed ? [] : [{ code: 'feed-unplaced', path }];
  });
