import { allow, type Right } from './allow.ts';

interface Table {
  readonly tableArn: string;
}

/**
 * What may be done with the journal. Nobody may delete an entry, and an update touches only what is
 * open of one, never what was decided.
 *
 * @see docs/decisions/0009-dynamodb-journal.md
 */
export const journalRights = {
  /** Replay it. */
  read: ({ tableArn }: Table): readonly Right[] => [
    allow('ReadJournal', ['dynamodb:Query'], [tableArn]),
  ],

  /** Decide: an entry is put where none stands, and looked at when one does. */
  append: ({ tableArn }: Table): readonly Right[] => [
    allow('AppendToJournal', ['dynamodb:GetItem', 'dynamodb:PutItem'], [tableArn]),
  ],

  /** See what was decided and is not done. */
  listOpen: ({ tableArn }: Table): readonly Right[] => [
    allow('ListOpenActions', ['dynamodb:Query'], [`${tableArn}/index/open`]),
    allow('ReadOpenActions', ['dynamodb:BatchGetItem'], [tableArn]),
  ],

  /** Note that an action is done, or must be tried later. */
  settle: ({ tableArn }: Table): readonly Right[] => [
    allow('ListOpenActions', ['dynamodb:Query'], [`${tableArn}/index/open`]),
    allow('ReadOpenActions', ['dynamodb:BatchGetItem'], [tableArn]),
    allow('SettleActions', ['dynamodb:UpdateItem'], [tableArn], {
      conditions: {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['home', 'seq', 'open', 'openHome'] },
      },
    }),
  ],
} as const;
