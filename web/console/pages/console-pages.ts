import type { ConsolePage } from './console-page.ts';
import { incidentsPage } from './incidents-page.ts';
import { mirrorsPage } from './mirrors-page.ts';
import { nowPage } from './now-page.ts';
import { platformsPage } from './platforms-page.ts';
import { rulesPage } from './rules-page.ts';
import { schoolsPage } from './schools-page.ts';

/** The pages of the console on both homes, in the order of the navigation. */
export const CONSOLE_PAGES: readonly ConsolePage[] = [
  nowPage,
  incidentsPage,
  platformsPage,
  schoolsPage,
  mirrorsPage,
  rulesPage,
];
