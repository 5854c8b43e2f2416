import type { Bench } from './bench.ts';
import { weighConsole } from './pages/console-weight.ts';
import { firstPaint } from './pages/first-paint.ts';
import { liveCost } from './pages/live.ts';
import { schoolsAfterChange } from './pages/schools.ts';
import { serveRate } from './pages/serve.ts';
import { weigh } from './pages/weights.ts';

/**
 * What the status page, its feeds and the console weigh, what a change makes be written, how fast it is
 * served, what live viewers cost, and how soon the console is seen.
 */
export const pages: Bench = {
  name: 'pages',
  peers: ['nginx', 'wrk'],
  method:
    'The pages are those of the made-up morning of 6 April 2021 at 8:31, eight platforms of which six ' +
    'are not well, weighed by brotli. The 60,000 schools are made up, each with the platform of a ' +
    "region and the national one; a change of the state writes the pages of their platforms' sets to " +
    'disk, and looks through the files of all schools. The rate is that of one nginx process for the ' +
    'page and, in turn, for as many zeros, asked by wrk on the same machine. The console is served by the ' +
    "home's own server in a process of its own, over loopback, to viewers in another process, of whom four in " +
    'five look at Now; a change is of one platform and of the hour, and the time is user and system time of ' +
    'all threads of the server over half a minute. Its first useful paint is the largest contentful ' +
    'paint at 1280 pixels in a Chromium with nothing kept, its processor slowed by CDP.',
  tried: {
    'cores of the home, 200 viewers, a change every 1.25 s':
      'Each picture is made bytes once for all who look at the same page, and who has the picture before is ' +
      'told the lines that differ, 0.13 MB/s in all; whole ones of 55 kB would be sixty times as much (reckoned). ' +
      'Of the five pages only the parts are written anew of which something changed, and the view is worded ' +
      'once for all of them. What is left is mostly writing to 200 sockets; without the framing of chunks ' +
      'this cost a fifth less, and was not kept, as an end cut short could not be told from an end.',
  },
  async run(say) {
    const weights = weigh();
    say('the files of 60,000 schools');
    const schools = await schoolsAfterChange();
    say('the page from a plain static server');
    const rates = await serveRate(say);
    say('the console: bytes, first paint, viewers');
    const console = [...(await weighConsole()), ...(await firstPaint(say)), ...(await liveCost())];
    return [...weights, ...schools, ...rates, ...console];
  },
};
