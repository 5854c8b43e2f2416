/**
 * Words that operators overwrite or block as a sender's name because anybody could use them. The
 * first five are the operators' own examples, the others of the same kind (chosen).
 */
const GENERIC_SENDERS: ReadonlySet<string> = new Set([
  'alert',
  'rdv',
  'payment',
  'bank',
  'parcel',
  'alerte',
  'banque',
  'colis',
  'ecole',
  'ent',
  'etat',
  'france',
  'info',
  'infos',
  'livraison',
  'message',
  'notice',
  'paiement',
  'school',
  'security',
  'securite',
  'service',
  'sms',
  'support',
  'test',
  'urgent',
]);

/** @param sender letters and digits; their case does not matter */
export function isGenericSender(sender: string): boolean {
  return GENERIC_SENDERS.has(sender.toLowerCase());
}
