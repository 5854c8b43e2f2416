import { allow, type Right } from './allow.ts';

interface Table {
  readonly tableArn: string;
}

const index = ({ tableArn }: Table, name: string): string => `${tableArn}/index/${name}`;

/** What may be done with the ledger of deliveries. Nobody reads it whole, and nobody deletes. */
export const deliveriesRights = {
  /** Write down what each recipient is owed, knowing who left, who read what and who was missed. */
  plan: (table: Table): readonly Right[] => [
    allow('PlanDeliveries', ['dynamodb:PutItem', 'dynamodb:Query'], [table.tableArn]),
    allow('ListDeliveries', ['dynamodb:Query'], [index(table, 'stages'), index(table, 'missed')]),
  ],

  /** Take what is due, send it, note what came of it, and sum up. */
  send: (table: Table): readonly Right[] => [
    allow(
      'SendDeliveries',
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
      [table.tableArn],
    ),
    allow('ListDeliveries', ['dynamodb:Query'], [index(table, 'stages'), index(table, 'missed')]),
  ],

  /** See how far a notice is, and whom it did not reach. */
  look: (table: Table): readonly Right[] => [
    allow(
      'ReadDeliveries',
      ['dynamodb:Query'],
      [table.tableArn, index(table, 'stages'), index(table, 'missed')],
    ),
  ],

  /** See what became of messages to one school, by the addresses that its contacts have. */
  lookUp: (table: Table): readonly Right[] => [
    allow('LookDeliveriesUp', ['dynamodb:BatchGetItem'], [table.tableArn]),
  ],

  /** Count what became of a notice; no name, no address. */
  count: (table: Table): readonly Right[] => [
    allow('CountDeliveries', ['dynamodb:Query'], [index(table, 'stages')]),
  ],

  /** Note one receipt, or one person who leaves, comes back, or has read a message. */
  note: (table: Table): readonly Right[] => [
    allow(
      'NoteDelivery',
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      [table.tableArn],
    ),
  ],

  /** Find the delivery that a provider knows by a name of its own. */
  find: (table: Table): readonly Right[] => [
    allow('FindDelivery', ['dynamodb:Query'], [index(table, 'providerIds')]),
  ],

  /** Free what a killed sender held, and see when the next is due. */
  recover: (table: Table): readonly Right[] => [
    allow('NoteDelivery', ['dynamodb:GetItem', 'dynamodb:PutItem'], [table.tableArn]),
    allow('ListDeliveries', ['dynamodb:Query'], [index(table, 'stages'), index(table, 'leases')]),
  ],
} as const;
