import { join } from 'node:path';
import { versionOf } from '../../shelter/peer-process.ts';
import { apt } from './apt.ts';
import { AT_ONCE, type CrawlTool } from './tool.ts';

const LIMITS = [
  '-q',
  '-s2',
  `-c${AT_ONCE}`,
  '-%c0',
  '-A0',
  '--disable-security-limits',
  // Compressed answers make it wait a tenth of a second for each piece.
  '-%z',
];
const FILTERS = ['-*/login/*', '-*/calendar/*', '-*stats.example.net*'];

/** HTTrack at its fastest: by its defaults it fetches less than one file a second. */
export const httrack: CrawlTool = {
  name: 'HTTrack',
  settings: `\`${[...LIMITS, ...FILTERS].join(' ')}\``,
  version: async (say) =>
    (await apt('httrack', 'httrack', say))
      ? versionOf('httrack', ['--version'], /version (\S+)/)
      : null,
  crawl: (url, out) => ({ program: 'httrack', args: [url, '-O', out, ...LIMITS, ...FILTERS] }),
  again: (_url, out) => ({ program: 'httrack', args: ['--update', '-O', out, '-q'] }),
  goodCodes: [0],
  rootOf: (out, host) => join(out, host.replace(':', '_')),
};
