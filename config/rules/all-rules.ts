import { adoptedKnown } from './adopted-known.ts';
import { agentsAtHome } from './agents-at-home.ts';
import { checksCounted } from './checks-counted.ts';
import { checksReachOrigin } from './checks-reach-origin.ts';
import { cnameAlone } from './cname-alone.ts';
import { countsAgree } from './counts-agree.ts';
import { feedsPlaced } from './feeds-placed.ts';
import { familiesMatch } from './families-match.ts';
import { heartbeatAtHome } from './heartbeat-at-home.ts';
import { holdApart } from './hold-apart.ts';
import { httpsTwinned } from './https-twinned.ts';
import { idsUnique } from './ids-unique.ts';
import { lessonsApart } from './lessons-apart.ts';
import { mirrorApart } from './mirror-apart.ts';
import { mirrorWhole } from './mirror-whole.ts';
import { mirrorsTendedAtHome } from './mirrors-tended-at-home.ts';
import { namesApart } from './names-apart.ts';
import { noticesLeave } from './notices-leave.ts';
import { receiptsAtHome } from './receipts-at-home.ts';
import { portsChosen } from './ports-chosen.ts';
import { referencesKnown } from './references-known.ts';
import { regionsServe } from './regions-serve.ts';
import type { Rule } from './rule.ts';
import { sharesRise } from './shares-rise.ts';
import { smsNamesFoldable } from './sms-names-foldable.ts';
import { subscribersReached } from './subscribers-reached.ts';
import { updatesFit } from './updates-fit.ts';
import { vantagesSpread } from './vantages-spread.ts';
import { webLessons } from './web-lessons.ts';
import { zonesCover } from './zones-cover.ts';

/** All that several values must agree on; the order does not matter. */
export const allRules: readonly Rule[] = [
  referencesKnown,
  idsUnique,
  mirrorApart,
  familiesMatch,
  namesApart,
  cnameAlone,
  httpsTwinned,
  portsChosen,
  smsNamesFoldable,
  countsAgree,
  sharesRise,
  zonesCover,
  holdApart,
  lessonsApart,
  mirrorWhole,
  mirrorsTendedAtHome,
  regionsServe,
  vantagesSpread,
  agentsAtHome,
  checksCounted,
  checksReachOrigin,
  adoptedKnown,
  noticesLeave,
  receiptsAtHome,
  heartbeatAtHome,
  updatesFit,
  webLessons,
  feedsPlaced,
  subscribersReached,
];
