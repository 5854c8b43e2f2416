import { versionOf } from '../../shelter/peer-process.ts';
import { apt } from './apt.ts';
import { AT_ONCE, type CrawlTool, OFF_LIMITS } from './tool.ts';

const COMMON = [
  '--mirror',
  '--page-requisites',
  '--convert-links',
  '--adjust-extension',
  '--no-parent',
  `--reject-regex=${OFF_LIMITS}`,
  '-nv',
  '-nH',
];

/** Exit code 8: the server answered an error to some address. */
const GOOD = [0, 8];

/** One connection. */
export const wget: CrawlTool = {
  name: 'wget',
  settings: `\`${COMMON.join(' ')} -e robots=on\`; one connection`,
  version: async (say) =>
    (await apt('wget', 'wget', say)) ? versionOf('wget', ['--version'], /Wget (\S+)/) : null,
  crawl: (url, out) => ({
    program: 'wget',
    args: [...COMMON, '-e', 'robots=on', '-P', out, url],
  }),
  again: (url, out) => wget.crawl(url, out),
  goodCodes: GOOD,
  rootOf: (out) => out,
};

/** Several connections, HTTP/1.1. */
export const wget2: CrawlTool = {
  name: 'wget2',
  settings: `\`${COMMON.join(' ')} --max-threads=${AT_ONCE}\``,
  version: async (say) =>
    (await apt('wget2', 'wget2', say)) ? versionOf('wget2', ['--version'], /Wget2 (\S+)/) : null,
  crawl: (url, out) => ({
    program: 'wget2',
    args: [...COMMON, `--max-threads=${AT_ONCE}`, '-P', out, url],
  }),
  again: (url, out) => wget2.crawl(url, out),
  goodCodes: GOOD,
  rootOf: (out) => out,
};
