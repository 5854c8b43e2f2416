import type { Bench } from './bench.ts';
import { schoolsAfterChange } from './pages/schools.ts';
import { serveRate } from './pages/serve.ts';
import { weigh } from './pages/weights.ts';

/** What the status page and its feeds weigh, what a change makes be written, and how fast it is served. */
export const pages: Bench = {
  name: 'pages',
  method:
    'The pages are those of the made-up morning of 6 April 2021 at 8:31, eight platforms of which six ' +
    'are not well, weighed by brotli. The 60,000 schools are made up, each with the platform of a ' +
    "region and the national one; a change of the state writes the pages of their platforms' sets to " +
    'disk, and looks through the files of all schools. The rate is that of one nginx process for the ' +
    'page and, in turn, for as many zeros, asked by wrk on the same machine.',
  async run(say) {
    const weights = weigh();
    say('the files of 60,000 schools');
    const schools = await schoolsAfterChange();
    say('the page from a plain static server');
    return [...weights, ...schools, ...(await serveRate(say))];
  },
};
