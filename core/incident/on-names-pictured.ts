import type { Policy } from '../policy.ts';
import type { IncidentId } from '../units.ts';
import { type Change, withActions, withIncident } from './change.ts';
import type { Event } from './event.ts';
import { otherNames, type PictureMoment } from './names-picture.ts';

/** Ask for a drill's picture of all other names; where there is none, nobody is asked. */
export function askForPicture(
  change: Change,
  id: IncidentId,
  moment: PictureMoment,
  { platforms }: Policy,
): Change {
  const incident = change.state.incidents[id];
  if (incident === undefined || !incident.drill) return change;
  const { platform } = incident;
  if (otherNames(platforms, platform).length === 0) return change;
  return withActions(change, {
    kind: 'picture-names',
    key: `${id}/picture/${moment}`,
    incident: id,
    platform,
    moment,
  });
}

/** Remember that it was taken, and decide nothing by it. One that is taken again is no news. */
export function onNamesPictured(
  change: Change,
  { incident: id, moment, at }: Extract<Event, { kind: 'names-pictured' }>,
): Change {
  const pictured = change.state.incidents[id]?.pictured ?? {};
  if (pictured[moment] !== undefined) return change;
  return withIncident(change, id, { pictured: { ...pictured, [moment]: at } });
}
