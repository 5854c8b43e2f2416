import { systemClock } from '../../../../adapters/local/clock.ts';
import { crawlSite } from '../../../../adapters/local/crawl/crawl-site.ts';

// A crawl that its test kills: node killed-crawl.ts START FOLDER
const [start = '', folder = ''] = process.argv.slice(2);
const report = await crawlSite({
  start: [start],
  folder,
  clock: systemClock,
  random: { next: () => 0 },
  allowLoopback: true,
});
process.stdout.write(JSON.stringify(report));
