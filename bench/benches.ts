import { awsJournal } from './aws-journal.ts';
import type { Bench } from './bench.ts';
import { cause } from './cause.ts';
import { coldStart } from './cold-start.ts';
import { cost } from './cost.ts';
import { firstNotice } from './first-notice.ts';
import { fuzz } from './fuzz.ts';
import { importDirectories } from './import.ts';
import { install } from './install.ts';
import { kill } from './kill.ts';
import { mirror } from './mirror.ts';
import { notices } from './notices.ts';
import { pages } from './pages.ts';
import { rehearsal } from './rehearsal.ts';
import { shelter } from './shelter.ts';
import { simulate } from './simulate.ts';
import { start } from './start.ts';
import { synth } from './synth.ts';
import { turn } from './turn.ts';

/** Every bench, in the order of the page. A new one is a file of its own and a line here. */
export const benches: readonly Bench[] = [
  turn,
  shelter,
  firstNotice,
  notices,
  pages,
  cause,
  importDirectories,
  mirror,
  start,
  rehearsal,
  awsJournal,
  coldStart,
  cost,
  synth,
  install,
  simulate,
  kill,
  fuzz,
];
