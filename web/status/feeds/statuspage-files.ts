import type { StatusView } from '../../../app/views/status-view.ts';
import type { Words } from '../../../app/views/words.ts';
import { statuspageComponent } from './statuspage-component.ts';
import { statuspageIncident } from './statuspage-incident.ts';
import { statuspageMaintenances } from './statuspage-maintenance.ts';
import { statuspageExtra, statuspagePage } from './statuspage-page.ts';
import { statuspageStatus } from './statuspage-status.ts';

/** As many as Statuspage's own `incidents.json` holds. */
const MOST_INCIDENTS = 50;

/**
 * The state and the last 90 days in the shape of Atlassian Statuspage's public API, which many tools
 * read. `preau` holds what that shape has no room for.
 *
 * @see https://metastatuspage.com/api
 */
export function statuspageFiles(view: StatusView, words: Words): ReadonlyMap<string, string> {
  const page = statuspagePage(view);
  const preau = statuspageExtra(view);
  const status = statuspageStatus(view);
  const components = view.platforms.map((line) => statuspageComponent(line, view));
  const wordIncident = (one: StatusView['incidents'][number]) =>
    statuspageIncident(one, view, words);
  const open = view.incidents.filter(({ closedAt }) => closedAt === null).map(wordIncident);
  const all = view.incidents.slice(0, MOST_INCIDENTS).map(wordIncident);
  const scheduled_maintenances = statuspageMaintenances(view, words);
  const files = {
    summary: { page, status, components, incidents: open, scheduled_maintenances, preau },
    status: { page, status, preau },
    components: { page, components, preau },
    incidents: { page, incidents: all, preau },
    'incidents/unresolved': { page, incidents: open, preau },
    'scheduled-maintenances': { page, scheduled_maintenances, preau },
  };
  return new Map(
    Object.entries(files).map(([name, body]) => [
      `api/v2/${name}.json`,
      `${JSON.stringify(body)}\n`,
    ]),
  );
}
