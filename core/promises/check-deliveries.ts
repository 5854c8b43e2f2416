import type { PromiseCheck } from './promise.ts';

/** What the ledger says was owed and done, and what recipients' own boxes hold. */
export interface DeliveryCounts {
  readonly planned: number;
  readonly accepted: number;
  /** Not reached, each with a named task in the ledger. */
  readonly failed: number;
  /** The provider's answer never came: an operator's task for an SMS. */
  readonly unknown: number;
  /** Neither, and nothing moves any more: lost. */
  readonly pending: number;
  /** Neither yet, and on its way when the count was taken. @default 0 */
  readonly leaving?: number;
  /** Messages of one key that a box holds more than once. */
  readonly doubled: number;
  /** Accepted by the ledger's account, and in no box. */
  readonly missing: number;
}

/**
 * P3: each recipient gets what was planned or is on a list, and nobody gets it twice. Undecided while
 * some are on their way and nothing else is wrong.
 */
export function checkDeliveries(counts: DeliveryCounts): PromiseCheck {
  const { planned, accepted, failed, unknown, pending, leaving = 0, doubled, missing } = counts;
  const counted = accepted + failed + unknown + pending + leaving;
  const faults = [
    ...(pending > 0 ? [`${pending} messages prévus ne sont ni partis ni sur une liste`] : []),
    ...(counted === planned ? [] : [`${planned} prévus, mais ${counted} comptés`]),
    ...(doubled > 0 ? [`${doubled} messages reçus deux fois sur un même canal`] : []),
    ...(missing > 0 ? [`${missing} messages dits acceptés ne sont dans aucune boîte`] : []),
  ];
  if (leaving > 0)
    return {
      id: 'P3',
      held: false,
      ...(faults.length === 0 && { undecided: true }),
      why: [
        ...faults,
        `${leaving} messages sur ${planned} partaient encore : aucun n’est perdu, tous ne sont pas arrivés`,
      ].join(' ; '),
    };
  return {
    id: 'P3',
    held: faults.length === 0,
    why:
      faults.join(' ; ') ||
      `${planned} messages prévus : ${accepted} acceptés, ${failed + unknown} sur la liste de l’opérateur, aucun reçu deux fois`,
  };
}
