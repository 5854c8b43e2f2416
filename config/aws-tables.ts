/**
 * The shapes of DynamoDB tables, as data: the stacks make them so, the adapters count on it, and
 * tests make the same on an emulator. One description, so that none of the three can differ.
 */

export interface KeyAttribute {
  readonly name: string;
  /** DynamoDB's own letters: string or number. */
  readonly type: 'S' | 'N';
}

export interface IndexShape {
  readonly name: string;
  readonly sortKey: KeyAttribute;
  readonly projection: 'KEYS_ONLY' | 'ALL';
}

export interface TableShape {
  readonly partitionKey: KeyAttribute;
  readonly sortKey: KeyAttribute;
  /** Same partition key as the table, read with consistency. Can only be made with the table. */
  readonly localIndexes: readonly IndexShape[];
  readonly globalIndexes: readonly (IndexShape & { readonly partitionKey: KeyAttribute })[];
  /** Items are deleted once this attribute, in seconds since 1970, has passed. */
  readonly timeToLive: string;
}

/**
 * The ledger of deliveries. What each attribute means is told in
 * adapters/aws/dynamo-deliveries-item.ts, why it is keyed so in adapters/aws/dynamo-deliveries.ts.
 */
export const DELIVERIES_TABLE = {
  partitionKey: { name: 'home', type: 'S' },
  sortKey: { name: 'name', type: 'S' },
  localIndexes: [
    { name: 'stages', sortKey: { name: 'stage', type: 'S' }, projection: 'KEYS_ONLY' },
    { name: 'missed', sortKey: { name: 'missed', type: 'S' }, projection: 'ALL' },
    { name: 'receipts', sortKey: { name: 'receipt', type: 'S' }, projection: 'KEYS_ONLY' },
  ],
  globalIndexes: [
    {
      name: 'leases',
      partitionKey: { name: 'leaseHome', type: 'S' },
      sortKey: { name: 'leasedUntil', type: 'N' },
      projection: 'KEYS_ONLY',
    },
    // Sparse: of those alone that a provider gave a name which its later word may come under.
    {
      name: 'providerIds',
      partitionKey: { name: 'providerId', type: 'S' },
      sortKey: { name: 'home', type: 'S' },
      projection: 'KEYS_ONLY',
    },
  ],
  timeToLive: 'expires',
} as const satisfies TableShape;

/** A table that may do without a sort key, and whose items may stay for good. */
export type AnyTableShape = Omit<TableShape, 'sortKey' | 'timeToLive'> & {
  readonly sortKey: KeyAttribute | null;
  readonly timeToLive: string | null;
};

/**
 * The journal: one item an entry, its open actions in it; the sparse index `open` lists the entries
 * that have some. Its stream has new images. @see docs/decisions/0009-dynamodb-journal.md
 */
export const JOURNAL_TABLE = {
  partitionKey: { name: 'home', type: 'S' },
  sortKey: { name: 'seq', type: 'N' },
  localIndexes: [],
  globalIndexes: [
    {
      name: 'open',
      partitionKey: { name: 'openHome', type: 'S' },
      sortKey: { name: 'seq', type: 'N' },
      projection: 'KEYS_ONLY',
    },
  ],
  timeToLive: null,
} as const satisfies AnyTableShape;

/** Every measurement: one item per platform and round. */
export const OBSERVATIONS_TABLE = {
  partitionKey: { name: 'platform', type: 'S' },
  sortKey: { name: 'at', type: 'S' },
  localIndexes: [],
  globalIndexes: [],
  timeToLive: 'expires',
} as const satisfies TableShape;

/** Conditional writes that are no part of the evidence: idempotency, rates. */
export const SCRATCH_TABLE = {
  partitionKey: { name: 'key', type: 'S' },
  sortKey: null,
  localIndexes: [],
  globalIndexes: [],
  timeToLive: 'expires',
} as const satisfies AnyTableShape;

/**
 * Browsers that subscribed, and what they are owed; what each partition holds is told in
 * adapters/aws/push-items.ts. Made where `pages.push` asks for it.
 */
export const BROWSERS_TABLE = {
  partitionKey: { name: 'part', type: 'S' },
  sortKey: { name: 'name', type: 'S' },
  localIndexes: [],
  globalIndexes: [],
  timeToLive: 'expires',
} as const satisfies TableShape;
