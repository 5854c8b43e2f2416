import { fileURLToPath } from 'node:url';
import { version } from '../../../config/version.ts';
import type { Command } from '../measure-run.ts';
import type { CrawlTool } from './tool.ts';

const PREAU = fileURLToPath(new URL('../../../bin/preau.js', import.meta.url));

/** Twice as many as the peers: an owner may grant it, and a far origin is slow to nobody but one reader. */
const CONNECTIONS = 16;

/** The command line of this project, as a person runs it. */
export const preauCommand = (...args: readonly string[]): Command => ({
  program: process.execPath,
  args: ['--disable-warning=ExperimentalWarning', PREAU, ...args],
});

/** A whole build: crawled, cleaned, its pictures encoded, searchable, signed. */
export const preau: CrawlTool = {
  name: 'Préau',
  settings: `\`mirror build URL --out FOLDER --connections ${CONNECTIONS}\`; a whole build: cleaned, pictures encoded, searchable, signed`,
  version: async () => version,
  crawl: (url, out) =>
    preauCommand(
      'mirror',
      'build',
      url,
      '--out',
      out,
      '--platform',
      'bench',
      '--connections',
      `${CONNECTIONS}`,
      '--allow-loopback',
      '--json',
    ),
  again: (url, out) => preau.crawl(url, out),
  goodCodes: [0],
  rootOf: (out) => out,
};
