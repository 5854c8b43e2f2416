import type { Construct } from 'constructs';
import { allow, type Right } from './allow.ts';
import { deliveriesRights } from './deliveries-rights.ts';
import { directoryRights } from './directory-rights.ts';
import type { HomeParts } from './home-parts.ts';
import { journalRights } from './journal-rights.ts';
import { keyRights } from './key-rights.ts';
import { pushRights } from './push-rights.ts';
import { secretArn } from './secret-arn.ts';
import { sendRight } from './send-right.ts';
import { mailRights, sendingRights, smsRights } from './sending-rights.ts';

/** Of the functions that plan notices, send them and hear what became of them. */
export function noticeRights(scope: Construct, parts: HomeParts) {
  const { key, tables, queues } = parts;
  const optOutLinks = [
    allow('ReadOptOutSecret', ['secretsmanager:GetSecretValue'], [parts.optOutSecret.secretArn]),
    keyRights.secrets(key),
  ];
  return {
    'plan-notice': [
      ...journalRights.read(tables.journal),
      ...journalRights.append(tables.journal),
      ...journalRights.settle(tables.journal),
      ...deliveriesRights.plan(tables.deliveries),
      keyRights.tables(key),
      ...directoryRights(parts),
    ],
    'send-mail': [...sendingRights(parts, 'mail'), ...optOutLinks, ...mailRights(parts)],
    'send-sms': [
      ...sendingRights(parts, 'sms'),
      ...smsRights(scope, parts),
      ...gatewaySecretRights(scope, parts),
    ],
    receipts: [
      ...deliveriesRights.note(tables.deliveries),
      keyRights.tables(key),
      sendRight('TellPlanner', [queues.byName.plans.queue]),
    ],
    acknowledge: [
      ...deliveriesRights.note(tables.deliveries),
      keyRights.tables(key),
      ...optOutLinks,
      ...(parts.pushes ? pushRights.subscribe(parts.pushes) : []),
    ],
  };
}

/** Of the function that hears the second SMS gateway. */
export const hearRights = (scope: Construct, parts: HomeParts): readonly Right[] => [
  ...deliveriesRights.note(parts.tables.deliveries),
  ...deliveriesRights.find(parts.tables.deliveries),
  keyRights.tables(parts.key),
  ...gatewaySecretRights(scope, parts),
];

/** What is shared with the second SMS gateway. */
function gatewaySecretRights(scope: Construct, { config }: HomeParts): readonly Right[] {
  const secret = config.notices.sms?.fallback?.secret;
  if (secret === undefined) return [];
  return [
    allow('ReadGatewaySecret', ['secretsmanager:GetSecretValue'], [secretArn(scope, secret)]),
  ];
}
