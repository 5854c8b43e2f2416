import { sourceEdition } from '../../source-edition.ts';

/**
 * Names the cleaner as it is: itself, its rules, its words, its libraries; what reads Markdown, and
 * what writes the addresses of a crawled page out in full.
 */
export const cleanerEdition = (): string =>
  sourceEdition(
    ['adapters/local/lessons/markdown', 'adapters/local/mirror', 'app/mirror', 'core/mirror'],
    [
      'adapters/local/crawl/absolute-links.ts',
      'locales/en.yaml',
      'locales/fr.yaml',
      'package.json',
    ],
  );
