import { join } from 'node:path';
import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Incident, State } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { BUCKET_NAMES } from './aws-account.ts';
import {
  holdsOf,
  journalOf,
  type LedgerLine,
  ledgerOf,
  mailsOf,
  observationsOf,
  type Sent,
  smsOf,
  stateOf,
  textOf,
} from './evidence.ts';
import { preau } from './preau-command.ts';
import { followNames, type NamesSeen } from './follow-names.ts';
import type { Home } from './home.ts';
import { askHealth, type HeardHealth } from './ask-health.ts';
import { leaveByLink, type Left } from './leave-by-link.ts';
import { hearReceipts } from './receipts.ts';
import { complaintsOf, until } from './until.ts';
import { PLATFORM } from './world-config.ts';

/** What was seen of a whole incident, all of it in what moto holds. */
export interface IncidentSeen {
  readonly names: readonly NamesSeen[];
  /** The zone's records before the fall, at the mirror, and at the end. */
  readonly records: readonly (readonly ResourceRecordSet[])[];
  readonly holds: {
    readonly before: readonly string[];
    readonly at: readonly string[];
    readonly after: readonly string[];
  };
  readonly pages: Readonly<Record<'calm' | 'sheltered' | 'back', string>>;
  readonly secondHost: string;
  /** What Route 53's own watch told, as the table of observations keeps it. */
  readonly observations: string;
  readonly mails: readonly (Sent & { readonly subject: string })[];
  readonly sms: readonly Sent[];
  readonly ledger: readonly LedgerLine[];
  readonly entries: readonly JournalEntry[];
  readonly state: State;
  readonly left: Left;
  /** What the watchdog answered when all was over. */
  readonly health: unknown;
  /** What a watcher outside hears at the end. */
  readonly heard: HeardHealth;
  /** What `preau journal verify` says. */
  readonly verified: string;
  /** What `preau dossier verify` says of what `preau dossier export` wrote. */
  readonly dossier: string;
  /** What functions complained of; empty but for a defect. */
  readonly complaints: string;
}

/** Whose mailbox refuses the outage, and whose the cause that is corrected later. */
export const BOUNCES = { outage: 'e310001@ecoles.example', cause: 'e310002@ecoles.example' };

/** Who leaves by the link in the outage's mail. */
export const LEAVES = 'e310004@ecoles.example';

/**
 * Let the ENT fall, be sheltered, told of, explained, corrected, and come back; about a minute.
 *
 * @throws Error with what was waited for in vain
 */
export async function liveThroughIncident(home: Home): Promise<IncidentSeen> {
  const names = followNames(home);
  try {
    await until(home, 'a fit mirror', async () => platformIn(await stateOf(home))?.mirror?.fit);
    const calm = await until(home, 'a first page', () => pageThat(home, isCalm));
    const before = { holds: await holdsOf(home), sets: await home.zone.records() };
    const { incident, at, sheltered } = await fall(home);
    const left = await explain(home, incident);
    const { back, secondHost } = await comeBack(home, incident);
    const health = await home.functionOf('watchdog').invoke({});
    const heard = await askHealth(home);
    return {
      names: names.seen(),
      records: [before.sets, at.sets, await home.zone.records()],
      holds: { before: before.holds, at: at.holds, after: await holdsOf(home) },
      pages: { calm, sheltered, back },
      secondHost,
      mails: await mailsOf(home),
      sms: await smsOf(home),
      ledger: await ledgerOf(home),
      entries: await journalOf(home),
      state: await stateOf(home),
      observations: await observationsOf(home, PLATFORM),
      left,
      health,
      heard,
      verified: await home.preau('journal', 'verify', '--json'),
      dossier: await packDossier(home, incident.reference),
      complaints: complaintsOf(home),
    };
  } finally {
    await names.stop();
  }
}

/** The origin falls: sheltered, told of on the page and by messages, of which one bounces. */
async function fall(home: Home) {
  home.world.breakOrigin();
  await home.account.alarms.ring(PLATFORM, 'ALARM');
  const incident = await until(home, 'a shelter that is verified', async () => {
    const { incidents } = await stateOf(home);
    return Object.values(incidents).find(({ shelteredAt }) => shelteredAt !== null);
  });
  const at = { holds: await holdsOf(home), sets: await home.zone.records() };
  await until(home, 'the outage notice', () => sentNotice(home, 'outage'));
  const sheltered = await until(home, 'a page of the outage', () =>
    pageThat(home, (page) => page.includes(incident.reference) && !isCalm(page)),
  );
  await hearReceipts(home, 'outage', BOUNCES.outage);
  return { incident, at, sheltered };
}

/** The operator confirms a cause, and then that it was another. */
async function explain(home: Home, { reference }: Incident): Promise<Left> {
  const left = await leaveByLink(home, LEAVES);
  await home.preau('cause', 'confirm', reference, 'overload', '--by', 'Essai');
  await until(home, 'the cause notice', () => sentNotice(home, 'cause'));
  await hearReceipts(home, 'cause', BOUNCES.cause);
  await home.preau('cause', 'confirm', reference, 'hosting', '--by', 'Essai');
  await until(home, 'the correction', () => sentNotice(home, 'correction'));
  return left;
}

/** The origin answers again: back by shares, told of, closed, and the page says so on both hosts. */
async function comeBack(home: Home, { id }: Incident) {
  home.world.mendOrigin();
  await until(home, 'the recovery notice', () => sentNotice(home, 'recovery'));
  await until(home, 'the end of the incident', async () => {
    const { incidents } = await stateOf(home);
    return incidents[id]?.closedAt != null;
  });
  return until(home, 'a page of the end on both hosts', async () => {
    const back = await pageThat(home, isCalm);
    const { s3 } = home.account.clients;
    const secondHost = await textOf(s3, BUCKET_NAMES.secondHost, 'index.html');
    return back !== null && back === secondHost && { back, secondHost };
  });
}

/** Export the evidence as an operator does, and check it as a stranger does. */
async function packDossier(home: Home, reference: string): Promise<string> {
  const file = join(home.folder, 'dossier.zip');
  await home.preau('dossier', 'export', reference, '--out', file);
  return preau(home.account.url, 'dossier', 'verify', file, '--json');
}

const platformIn = ({ platforms }: State) =>
  Object.entries(platforms).find(([id]) => id === PLATFORM)?.[1];

const isCalm = (page: string): boolean => page.includes('Toutes les plateformes répondent');

/** The status page, once it is as asked; null until then. */
async function pageThat(
  { account }: Home,
  fits: (page: string) => boolean,
): Promise<string | null> {
  const page = await textOf(account.clients.s3, BUCKET_NAMES.pages, 'index.html');
  return page !== null && fits(page) ? page : null;
}

/** The notice of a phase, once every delivery of it has come to its end. */
export async function sentNotice(home: Home, phase: string): Promise<Notice | undefined> {
  const { notices } = await stateOf(home);
  return Object.values(notices).find(
    ({ content, stage }) => content.phase === phase && stage === 'sent',
  );
}
