import { join } from 'node:path';
import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { State } from '../../core/incident/state.ts';
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
import { leaveByLink, type Left } from './leave-by-link.ts';
import { hearReceipts } from './receipts.ts';
import { complaintsOf, until } from './until.ts';
import { PLATFORM } from './world-config.ts';

/** What was seen of a whole incident, all of it in what moto holds. */
export interface IncidentSeen {
  readonly names: readonly NamesSeen[];
  /** Records of the protected name before the fall, at the mirror, and at the end. */
  readonly records: readonly { readonly at: string; readonly sets: readonly ResourceRecordSet[] }[];
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
 * Let the ENT fall, be sheltered, told of, explained, corrected, and come back; a minute or two.
 *
 * @throws Error with what was waited for in vain
 */
export async function liveThroughIncident(home: Home): Promise<IncidentSeen> {
  const { world, account } = home;
  const names = followNames(home);
  try {
    await until(home, 'a fit mirror', async () => platformIn(await stateOf(home))?.mirror?.fit);
    const calm = await until(home, 'a first page', () => pageOf(home));
    const before = { holds: await holdsOf(home), sets: await home.zone.records() };

    world.breakOrigin();
    await account.alarms.ring(PLATFORM, 'ALARM');
    const incident = await until(home, 'a shelter that is verified', async () => {
      const state = await stateOf(home);
      return Object.values(state.incidents).find(({ shelteredAt }) => shelteredAt !== null);
    });
    const at = { holds: await holdsOf(home), sets: await home.zone.records() };
    await until(home, 'the outage notice', () => sentNotice(home, 'outage'));
    const sheltered = await until(home, 'a page of the outage', async () => {
      const page = await pageOf(home);
      return page !== calm && page;
    });
    await hearReceipts(home, 'outage', BOUNCES.outage);
    const left = await leaveByLink(home, LEAVES);

    await home.preau('cause', 'confirm', incident.reference, 'overload', '--by', 'Essai');
    await until(home, 'the cause notice', () => sentNotice(home, 'cause'));
    await hearReceipts(home, 'cause', BOUNCES.cause);

    await home.preau('cause', 'confirm', incident.reference, 'hosting', '--by', 'Essai');
    await until(home, 'the correction', () => sentNotice(home, 'correction'));

    world.mendOrigin();
    await until(home, 'the recovery notice', () => sentNotice(home, 'recovery'));
    const state = await until(home, 'the end of the incident', async () => {
      const now = await stateOf(home);
      return now.incidents[incident.id]?.closedAt != null && now;
    });
    const back = await until(home, 'a page of the end', async () => {
      const page = await pageOf(home);
      const other = await textOf(account.clients.s3, BUCKET_NAMES.secondHost, 'index.html');
      if (page === null || other === null || page === sheltered) return null;
      return page === other && { page, other };
    });
    const health = await home.functionOf('watchdog').invoke({});
    return {
      names: names.seen(),
      records: [
        { at: 'before', sets: before.sets },
        { at: 'mirror', sets: at.sets },
        { at: 'end', sets: await home.zone.records() },
      ],
      holds: { before: before.holds, at: at.holds, after: await holdsOf(home) },
      pages: { calm, sheltered, back: back.page },
      secondHost: back.other,
      mails: await mailsOf(home),
      sms: await smsOf(home),
      ledger: await ledgerOf(home),
      entries: await journalOf(home),
      state,
      observations: await observationsOf(home, PLATFORM),
      left,
      health,
      verified: await home.preau('journal', 'verify', '--json'),
      dossier: await packDossier(home, incident.reference),
      complaints: complaintsOf(home),
    };
  } finally {
    await names.stop();
  }
}

/** Export the evidence as an operator does, and check it as a stranger does. */
async function packDossier(home: Home, reference: string): Promise<string> {
  const file = join(home.folder, 'dossier.zip');
  await home.preau('dossier', 'export', reference, '--out', file);
  return preau(home.account.url, 'dossier', 'verify', file, '--json');
}

const platformIn = ({ platforms }: State) =>
  Object.entries(platforms).find(([id]) => id === PLATFORM)?.[1];

const pageOf = ({ account }: Home): Promise<string | null> =>
  textOf(account.clients.s3, BUCKET_NAMES.pages, 'index.html');

/** The notice of a phase, once every delivery of it has come to its end. */
export async function sentNotice(home: Home, phase: string): Promise<Notice | undefined> {
  const { notices } = await stateOf(home);
  return Object.values(notices).find(
    ({ content, stage }) => content.phase === phase && stage === 'sent',
  );
}
