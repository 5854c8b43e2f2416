import { additionFault } from '../notice/addition-fault.ts';
import { planNotice } from '../notice/plan-notice.ts';
import type { Policy } from '../policy.ts';
import { goToMirror } from '../shelter/go-to-mirror.ts';
import { keepStay } from '../shelter/keep-stay.ts';
import { turn } from '../shelter/turn.ts';
import { floorOf } from '../shelter/way-back.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import { type Change, withActions, withIncident, withNotice, withPlatform } from './change.ts';
import type { Event, PersonEvent } from './event.ts';
import { resume, suspend, veto } from './keep-by-hand.ts';
import { askForPicture } from './on-names-pictured.ts';
import { weigh } from './on-outcome.ts';
import { openIncident } from './open-incident.ts';
import { recordCause } from './record-cause.ts';
import { shareByHand } from './share-by-hand.ts';
import type { Incident } from './state.ts';

/** Whether `event` is something that a person did. */
export const isPersonEvent = (event: Event): event is PersonEvent =>
  event.kind.startsWith('person-');

/** What a person decides goes before what the rules would, except P1: nobody may choose an unfit mirror. */
export function onPerson(change: Change, event: PersonEvent, policy: Policy): Change {
  switch (event.kind) {
    case 'person-sheltered':
      return shelterByHand(change, event.platform, event.at, policy);
    case 'person-released':
      return releaseByHand(change, event.platform, event.at, policy);
    case 'person-vetoed':
      return veto(change, event.platform, event.at, policy);
    case 'person-unvetoed':
      return liftVeto(change, event.platform, event.at, policy);
    case 'person-suspended':
      return suspend(change, event.platform, event.at, policy);
    case 'person-shared':
      return shareByHand(change, event, policy);
    case 'person-resumed':
      return resume(change, event.platform, event.at, policy);
    case 'person-held-notice':
      return moveNotice(change, event.notice, ['planning', 'waiting'], { stage: 'held' });
    case 'person-released-notice':
      return moveNotice(change, event.notice, ['held'], { stage: 'waiting', sendAt: event.at });
    case 'person-cancelled-notice':
      return moveNotice(change, event.notice, ['planning', 'waiting', 'held'], {
        stage: 'cancelled',
      });
    case 'person-edited-notice':
      return editNotice(change, event, policy);
    case 'person-claimed':
      return hearClaim(change, event, policy);
    case 'person-confirmed-cause':
      return weigh(
        withIncident(change, event.incident, { confirmedCause: event.cause }),
        event.incident,
        event.at,
        policy,
      );
    case 'person-recorded-cause':
      return recordCause(change, event);
    case 'person-started-drill':
      return startDrill(change, event.platform, event.at, policy);
    case 'person-ended-drill':
      return endDrill(change, event.platform, event.at);
  }
}

/**
 * The later hand wins: who shelters overrules a veto, which ends with it. P1 is nobody's to overrule,
 * and a veto that stood then stands on.
 */
function shelterByHand(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const vetoed = change.state.platforms[id]?.vetoed ?? false;
  const sheltered = goToMirror(
    withPlatform(change, id, { vetoed: false }),
    id,
    at,
    withoutBlastLimit(policy),
    { kind: 'by-hand', what: 'shelter' },
    true,
  );
  const took = (sheltered.state.platforms[id]?.shelter.mirrorShare ?? 0) === 1;
  return withPlatform(sheltered, id, took ? { heldByPerson: true } : { vetoed });
}

/** The limit exists to fetch a person; here is one. */
const withoutBlastLimit = (policy: Policy): Policy => ({
  ...policy,
  shelter: { ...policy.shelter, blastRadius: 1 },
});

/** From the mirror to the first step of the way back; a step that was not seen done is asked anew. */
function releaseByHand(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const released = withPlatform(change, id, { heldByPerson: false, shed: null });
  const platform = released.state.platforms[id];
  if (platform === undefined) return released;
  if (platform.drill) return endDrill(released, id, at);
  const { hold, mirrorShare, verified } = platform.shelter;
  const why = { kind: 'by-hand', what: 'release' } as const;
  // Closed on purpose: its visitors see that, all of them.
  if (platform.standing === 'suspended' && mirrorShare > 0)
    return turn(released, id, { hold: false, mirrorShare: 0 }, at, why);
  if (mirrorShare < 1 && !hold && verified) return released;
  if (platform.standing === 'down')
    return withActions(released, {
      kind: 'raise-task',
      key: `${id}/task/release-${at}`,
      task: { kind: 'release-refused' },
      platform: id,
    });
  const first = policy.shelter.originShares[0] ?? 1;
  const heading = { hold: false, mirrorShare: Math.min(mirrorShare, 1 - first) };
  return turn(released, id, heading, at, why);
}

function liftVeto(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const lifted = withPlatform(change, id, { vetoed: false });
  const { standing, streak } = lifted.state.platforms[id] ?? {};
  const why = { kind: 'veto-lifted' } as const;
  const turned =
    standing === 'down' && streak?.says === 'down'
      ? goToMirror(lifted, id, at, policy, why)
      : lifted;
  return keepStay(turned, id, at, policy, why);
}

function moveNotice(
  change: Change,
  id: string,
  from: readonly string[],
  patch: Parameters<typeof withNotice>[2],
): Change {
  return from.includes(change.state.notices[id]?.stage ?? '')
    ? withNotice(change, id, patch)
    : change;
}

/** While it has not left, and unless the sentence says more than a notice may. */
function editNotice(
  change: Change,
  { notice: id, addition }: Extract<PersonEvent, { kind: 'person-edited-notice' }>,
  policy: Policy,
): Change {
  const notice = change.state.notices[id];
  if (notice === undefined || !['planning', 'waiting', 'held'].includes(notice.stage))
    return change;
  const { addition: before = '', ...content } = notice.content;
  if (addition === before || additionFault(addition, content, policy) !== null) return change;
  return withNotice(change, id, {
    content: addition === '' ? content : { ...content, addition },
  });
}

/** A claim belongs to the platform's open incident, else to its latest one. */
function hearClaim(
  change: Change,
  { platform, claim, at }: Extract<PersonEvent, { kind: 'person-claimed' }>,
  policy: Policy,
): Change {
  const incident = latestIncident(change, platform);
  if (incident === undefined)
    return withActions(change, {
      kind: 'raise-task',
      key: `${platform}/task/claim-${at}`,
      task: { kind: 'claim-unattached', statement: claim.statement },
      platform,
    });
  const heard = withIncident(change, incident.id, { claims: [...incident.claims, claim] });
  return weigh(heard, incident.id, at, policy);
}

const latestIncident = (change: Change, platform: PlatformId): Incident | undefined =>
  Object.values(change.state.incidents)
    .filter((incident) => incident.platform === platform && !incident.drill)
    .toSorted((one, other) => other.fellAt - one.fellAt)[0];

/** A drill never starts over a real incident: nobody should have to ask which of the two it is. */
function startDrill(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const platform = change.state.platforms[id];
  if (platform === undefined || platform.incident !== null || platform.standing !== 'up')
    return change;
  const turned = goToMirror(change, id, at, policy, { kind: 'drill' });
  if (turned.state.platforms[id]?.shelter.mirrorShare !== 1) return turned;
  const marked = withPlatform(turned, id, { drill: true, heldByPerson: true });
  const opened = openIncident(marked, id, at, at, policy, true);
  const incident = opened.state.platforms[id]?.incident ?? null;
  if (incident === null) return opened;
  return askForPicture(
    planNotice(opened, incident, 'drill', at, policy),
    incident,
    'start',
    policy,
  );
}

function endDrill(change: Change, id: PlatformId, at: EpochMs): Change {
  const platform = change.state.platforms[id];
  if (platform === undefined || !platform.drill) return change;
  const ended = withPlatform(change, id, { drill: false, heldByPerson: false });
  // Not at once to an origin in doubt: then the way back brings them, or its fall keeps them.
  if (platform.standing === 'suspect') return ended;
  const heading = { hold: false, mirrorShare: floorOf(platform) };
  return turn(ended, id, heading, at, { kind: 'drill-over' });
}
