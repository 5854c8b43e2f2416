import { allow, type Right } from './allow.ts';
import { deliveriesRights } from './deliveries-rights.ts';
import type { HomeParts } from './home-parts.ts';
import { journalRights } from './journal-rights.ts';
import { keyRights } from './key-rights.ts';

/** Of the function that tells strangers how the home does: it reads, and writes nothing. */
export const healthRights = ({ tables, key }: HomeParts): readonly Right[] => [
  ...journalRights.read(tables.journal),
  ...journalRights.listOpen(tables.journal),
  ...deliveriesRights.count(tables.deliveries),
  allow('ReadLastRound', ['dynamodb:GetItem'], [tables.scratch.tableArn]),
  keyRights.tables(key),
  allow('ReadLag', ['cloudwatch:GetMetricData'], ['*'], { why: 'The action knows no resource' }),
];
