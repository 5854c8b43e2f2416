import type { StatusLine } from '../../../app/views/status-line.ts';
import type { StatusView } from '../../../app/views/status-view.ts';
import type { Words } from '../../../app/views/words.ts';
import { isoTime } from '../../markup/clock.ts';
import { statuspageComponent } from './statuspage-component.ts';
import { PAGE_ID } from './statuspage-page.ts';

/**
 * A platform that its owner closed, as maintenance under way. None says when it ends: nobody knows,
 * and `scheduled_until` is null then.
 */
export function statuspageMaintenances(view: StatusView, words: Words): readonly object[] {
  return view.platforms
    .filter(({ look, drill }) => look === 'suspended' && !drill)
    .map((line) => maintenance(line, view, words));
}

function maintenance(line: StatusLine, view: StatusView, words: Words): object {
  const since = isoTime(line.since);
  const body = words('feeds.suspended', { platform: line.name });
  const id = `${line.id}-${line.since}`;
  return {
    id,
    name: body,
    status: 'in_progress',
    impact: 'maintenance',
    created_at: since,
    started_at: since,
    updated_at: since,
    monitoring_at: null,
    resolved_at: null,
    scheduled_for: since,
    scheduled_until: null,
    shortlink: `${view.pageUrl}#${line.id}`,
    page_id: PAGE_ID,
    components: [statuspageComponent(line, view)],
    incident_updates: [
      {
        id: `${id}/1`,
        status: 'in_progress',
        body,
        incident_id: id,
        created_at: since,
        updated_at: since,
        display_at: since,
        affected_components: null,
        deliver_notifications: false,
        custom_tweet: null,
        tweet_id: null,
      },
    ],
  };
}
