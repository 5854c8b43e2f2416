import type { StatusView } from '../../../app/views/status-view.ts';
import type { Words } from '../../../app/views/words.ts';
import type { PublicChange } from '../../../app/subscriptions/public-changes.ts';
import { isoTime } from '../../markup/clock.ts';
import { statuspageComponent } from './statuspage-component.ts';
import { statuspageIncident } from './statuspage-incident.ts';
import { statuspageExtra, statuspagePage } from './statuspage-page.ts';
import { statuspageStatus } from './statuspage-status.ts';

/**
 * What a webhook tells of one change: `type`, `timestamp` and `data` as Standard Webhooks advises, the
 * data of the very shapes of the Statuspage files, with their keys under `preau`.
 *
 * @param view as the page was right after the change
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function webhookBody(
  { type, at, platform, incident: id, drill }: PublicChange,
  view: StatusView,
  words: Words,
): string {
  const incident = view.incidents.find((one) => one.id === id);
  const line = view.platforms.find((one) => one.id === platform);
  return JSON.stringify({
    type,
    timestamp: isoTime(at),
    data: {
      page: statuspagePage(view),
      status: statuspageStatus(view),
      ...(line && { component: statuspageComponent(line, view) }),
      ...(incident && { incident: statuspageIncident(incident, view, words) }),
      preau: { ...statuspageExtra(view), drill },
    },
  });
}
