import { type AttributeValue, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { initialState } from '../../core/incident/initial-state.ts';
import type { State } from '../../core/incident/state.ts';
import { step } from '../../core/incident/step.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { Delivery } from '../../core/notice/delivery.ts';
import { type Clients, BUCKET_NAMES } from './aws-account.ts';
import type { Home } from './home.ts';

// What moto holds, read without any adapter of the project.

/** The journal, in order. */
export async function journalOf({ account }: Home): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = [];
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const page = await account.clients.dynamo.send(
      new QueryCommand({
        TableName: 'journal',
        KeyConditionExpression: 'home = :home',
        ExpressionAttributeValues: { ':home': { S: 'journal' } },
        ConsistentRead: true,
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    for (const item of page.Items ?? [])
      entries.push(JSON.parse(item['entry']?.S ?? 'null') as JournalEntry);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return entries;
}

/** What replaying the journal gives. */
export async function stateOf(home: Home): Promise<State> {
  const { policy } = home;
  const entries = await journalOf(home);
  return entries.reduce((so, { event }) => step(so, event, policy).state, initialState(policy));
}

/** A message that a provider took. */
export interface Sent {
  readonly to: string;
  readonly text: string;
}

/** The mails that moto's SES took, oldest first. */
export async function mailsOf({ moto }: Home): Promise<readonly (Sent & { subject: string })[]> {
  const taken = await moto.instances('ses', 'Message');
  return taken.map(({ subject, body, destinations }) => ({
    to: addressIn(destinations),
    subject: String(subject),
    text: String(body),
  }));
}

/** moto keeps the request's own object, and shows it as Python writes it. */
const addressIn = (destinations: unknown): string =>
  /[\w.+-]+@[\w.-]+/.exec(JSON.stringify(destinations))?.[0] ?? '';

/** The SMS that the home's carrier took, oldest first: moto's SNS, or End User Messaging. */
export async function smsOf({ moto, smsEndpoint, config }: Home): Promise<readonly Sent[]> {
  if (config.aws?.sms === 'end-user-messaging') return smsEndpoint.taken();
  const taken = await moto.instances('sns', 'SMS');
  return taken.map(({ phone_number, message }) => ({
    to: String(phone_number),
    text: String(message),
  }));
}

/** One line of the ledger. */
export interface LedgerLine {
  readonly delivery: Delivery;
  readonly state: string;
  readonly receipt: string | null;
}

/** The ledger of deliveries, in no order. */
export async function ledgerOf({ account }: Home): Promise<readonly LedgerLine[]> {
  const { Items = [] } = await account.clients.dynamo.send(
    new ScanCommand({ TableName: 'deliveries', ConsistentRead: true }),
  );
  return Items.flatMap(({ delivery, state, receipt }) =>
    delivery?.S === undefined
      ? []
      : [
          {
            delivery: JSON.parse(delivery.S) as Delivery,
            state: state?.S ?? '',
            receipt: receipt?.S ?? null,
          },
        ],
  );
}

/** The hold objects that stand. */
export async function holdsOf({ account }: Home): Promise<readonly string[]> {
  const asked = new ListObjectsV2Command({ Bucket: BUCKET_NAMES.holds });
  const { Contents = [] } = await account.clients.holds.send(asked);
  return Contents.map(({ Key = '' }) => Key);
}

/** An object's text; null when there is none. */
export async function textOf(
  client: Clients['s3'],
  Bucket: string,
  Key: string,
): Promise<string | null> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return (await Body?.transformToString()) ?? null;
  } catch {
    return null;
  }
}

/** Everything that is said of a platform in the table of observations, as one text. */
export async function observationsOf({ account }: Home, platform: string): Promise<string> {
  const asked = new QueryCommand({
    TableName: 'observations',
    KeyConditionExpression: 'platform = :platform',
    ExpressionAttributeValues: { ':platform': { S: platform } },
  });
  const { Items = [] } = await account.clients.dynamo.send(asked);
  return JSON.stringify(Items);
}
