import { maskAddress } from '../../core/school/mask-address.ts';
import type { Contact } from '../../core/school/school.ts';
import type { ContactSheet } from './school-desk.ts';

/** One contact as the console shows it: whom an address of a person would reach is masked. */
export const contactSheet = (
  contact: Contact,
  optedOut: boolean,
  sent: ContactSheet['sent'],
): ContactSheet => ({
  role: contact.role,
  channel: contact.channel,
  language: contact.language,
  origin: contact.origin,
  address: maskAddress(contact),
  optedOut,
  sent,
});
