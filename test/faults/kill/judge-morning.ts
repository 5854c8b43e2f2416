import type { PromiseCheck } from '../../../core/promises/promise.ts';
import { inEnglish } from '../../fixtures/in-english.ts';
import type { Traces } from '../../home/rehearse/traces.ts';
import type { Strikes } from './strike-home.ts';
import type { NameAnswer } from './watch-names.ts';

/** What a morning in which homes were killed has left, told by nobody but files, sinks and answers. */
export interface MorningEvidence {
  readonly strikes: Strikes;
  readonly promises: readonly PromiseCheck[];
  /** Each time that the journal was checked by itself, after a start and at the end. */
  readonly journalFaults: readonly string[];
  readonly traces: Traces;
  readonly repeats: { readonly mails: number; readonly sms: number };
  readonly answers: readonly NameAnswer[];
  /** Where each name's visitors may be sent. */
  readonly places: Readonly<Record<string, { readonly origin: string; readonly mirror?: string }>>;
  /** The morning's instant at a real one, in milliseconds. */
  readonly morningAt: (realMs: number) => number;
  readonly platformNames: Readonly<Record<string, string>>;
  /** Processes, ports and locks that were not given back. */
  readonly leftBehind: readonly string[];
}

/** Of each notice that is leaving (`SMS_BATCH` of app/notices/notice-settings.ts): what one kill may leave unknown. */
const SMS_IN_FLIGHT = 2;
/** Of each notice that is leaving (`CONCURRENCY` there): what one kill may repeat. */
const MAILS_IN_FLIGHT = 8;
/** Two platforms fall at once. */
const NOTICES_AT_ONCE = 2;

/** Every way in which a morning is not as it would have been without the kills; none when it is. */
export function judgeMorning(evidence: MorningEvidence): readonly string[] {
  return [
    ...evidence.promises
      .filter(({ held }) => !held)
      .map(({ id, said }) => `${id}: ${inEnglish(...said)}`),
    ...evidence.journalFaults,
    ...evidence.traces.broken,
    ...evidence.traces.undone.map((key) => `${key} was never carried out`),
    ...judgeMessages(evidence),
    ...judgeAnswers(evidence),
    ...evidence.leftBehind,
    ...(evidence.strikes.mostAtOnce > 1
      ? [`${evidence.strikes.mostAtOnce} homes lived at once`]
      : []),
  ];
}

/** What was received, against what the ledger owes and says. */
function judgeMessages({ traces, strikes, repeats }: MorningEvidence): readonly string[] {
  const { owed, boxes } = traces;
  const kills = strikes.kills.length;
  const open = owed.filter(({ state }) => state === 'planned' || state === 'claimed');
  const unknown = owed.filter(({ channel, state }) => channel === 'sms' && state === 'unknown');
  const mailsMost = kills * MAILS_IN_FLIGHT * NOTICES_AT_ONCE;
  const planned = traces.entries.flatMap(({ event }) =>
    event.kind === 'notice-planned' ? [event.notice] : [],
  );
  const faults = [
    ...open.map(({ address, state }) => `${address} is still ${state}`),
    ...(unknown.length > kills * SMS_IN_FLIGHT * NOTICES_AT_ONCE
      ? [`${unknown.length} SMS unknown`]
      : []),
    ...(repeats.mails > mailsMost ? [`${repeats.mails} mails repeated`] : []),
    ...(repeats.sms > 0 ? [`${repeats.sms} SMS came twice`] : []),
    ...planned
      .filter((notice, index) => planned.indexOf(notice) !== index)
      .map((notice) => `${notice} was planned twice`),
  ];
  const addresses = new Set([...owed.map(({ address }) => address), ...boxes.map(addressOf)]);
  return [...faults, ...[...addresses].flatMap((address) => judgeBox(address, owed, boxes))];
}

const addressOf = ({ recipient }: Traces['boxes'][number]): string => recipient;

/**
 * One mailbox or telephone. A mail server takes a mail before it says that it could not deliver it, so
 * that mails are owed whatever came of them; an SMS whose answer nobody heard may have come.
 */
function judgeBox(
  address: string,
  owed: Traces['owed'],
  boxes: Traces['boxes'],
): readonly string[] {
  const mine = owed.filter((one) => one.address === address);
  const got = boxes.filter(({ recipient }) => recipient === address).length;
  const isOwed = mine.filter(({ state }) => state !== 'unknown').length;
  const most = mine.length;
  if (got >= isOwed && got <= most) return [];
  return [`${address} is owed ${isOwed} to ${most} messages and got ${got}`];
}

/** That every question was answered with a place of that name, and with the right one where one is due. */
function judgeAnswers(evidence: MorningEvidence): readonly string[] {
  const { answers, places } = evidence;
  const silent = answers.filter(({ address }) => address === null);
  const strange = answers.filter(
    ({ name, address }) =>
      address !== null && address !== places[name]?.origin && address !== places[name]?.mirror,
  );
  const last = Object.keys(places).map((name) => answers.findLast((one) => one.name === name));
  return [
    ...(silent.length > 0 ? [`${silent.length} questions without an answer`] : []),
    ...strange.map(({ name, address }) => `${name} was answered with ${address}`),
    ...last.flatMap((one) =>
      one !== undefined && one.address === places[one.name]?.origin
        ? []
        : [`${one?.name ?? 'a name'} is not back at its origin: ${one?.address ?? 'no answer'}`],
    ),
    ...judgeShelter(evidence),
  ];
}

/** From a turn to the mirror that was verified until the next order, every answer is the mirror. */
function judgeShelter(evidence: MorningEvidence): readonly string[] {
  const { answers, places, morningAt, platformNames, traces } = evidence;
  const orders = traces.entries.flatMap(({ event, actions }) =>
    actions.flatMap((action) => (action.kind === 'turn-dns' ? [{ ...action, at: event.at }] : [])),
  );
  return traces.entries.flatMap(({ event }) => {
    if (event.kind !== 'dns-turned' || !event.verified) return [];
    const order = orders.find(
      ({ platform, turn }) => platform === event.platform && turn === event.turn,
    );
    if (order?.mirrorShare !== 1) return [];
    const next = orders.find(
      ({ platform, turn }) => platform === event.platform && turn > event.turn,
    );
    const name = platformNames[event.platform] ?? '';
    const until = next?.at ?? Number.POSITIVE_INFINITY;
    const strayed = answers.filter(({ name: asked, at, tookMs, address }) => {
      const isWithin = morningAt(at - tookMs) > event.at && morningAt(at) < until;
      return asked === name && isWithin && address !== places[name]?.mirror;
    });
    return strayed.length === 0
      ? []
      : [`${name} strayed from its mirror ${strayed.length} times in turn ${event.turn}`];
  });
}
