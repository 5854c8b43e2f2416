import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AT_ONCE, type CrawlTool, OFF_LIMITS } from './tool.ts';

const run = promisify(execFile);

const VERSION = '6.0.0';
const MAX_MS = 90_000;

/** Its own program is an example of three lines in its README: this is one of ours, for its interface. */
const SCRIPT = `import scrape from 'website-scraper';
const [url, directory] = process.argv.slice(2);
const { host } = new URL(url);
await scrape({
  urls: [url],
  directory,
  recursive: true,
  filenameGenerator: 'bySiteStructure',
  requestConcurrency: ${AT_ONCE},
  ignoreErrors: true,
  urlFilter: (found) => new URL(found).host === host && !/${OFF_LIMITS.replaceAll('/', '\\/')}/.test(found),
});
`;

/**
 * website-scraper, the library that Node programs take.
 *
 * @param folder its package is put there from npm when it is first asked for
 * @see https://github.com/website-scraper/node-website-scraper
 */
export function websiteScraper(folder: string): CrawlTool {
  const script = join(folder, 'scrape.mjs');
  return {
    name: 'website-scraper',
    settings: `\`recursive\`, \`bySiteStructure\`, \`requestConcurrency: ${AT_ONCE}\`, the site's host alone, not ${OFF_LIMITS.replace('|', ' nor ')}`,
    version: async (say) => {
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, 'package.json'), '{"private":true,"type":"module"}\n');
        const args = ['install', `website-scraper@${VERSION}`, '--no-audit', '--no-fund'];
        await run('npm', [...args, '--ignore-scripts'], { cwd: folder, timeout: MAX_MS });
        await writeFile(script, SCRIPT);
        return VERSION;
      } catch {
        say(`website-scraper ${VERSION} cannot be had from npm: it is left out`);
        return null;
      }
    },
    crawl: (url, out) => ({ program: process.execPath, args: [script, url, out], cwd: folder }),
    again: () => null,
    goodCodes: [0],
    rootOf: (out, host) => join(out, host.replace(':', '_')),
  };
}
