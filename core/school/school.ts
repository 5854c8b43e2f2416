import type { E164, Uai } from '../units.ts';

export type SchoolType = 'ecole' | 'college' | 'lycee' | 'erea' | 'other';

/** An establishment, known by its UAI. Several rows of the directory may be one school. */
export interface School {
  readonly uai: Uai;
  readonly name: string;
  readonly type: SchoolType;
  readonly academie: string;
  /** Three characters as the directory writes them: `031`, `02A`, `974`. */
  readonly department: string;
  readonly commune: string;
  /** From the department, never from the UAI prefix. */
  readonly timeZone: string;
  readonly state: 'open' | 'closing' | 'opening';
  /** All rows of the directory under this UAI, the main one first, where there are several. */
  readonly sites?: readonly SchoolSite[];
}

/** One row of the directory among several of one UAI: an annex, or the lycée beside the collège. */
export interface SchoolSite {
  readonly name: string;
  readonly type: SchoolType;
  readonly commune: string;
}

/** One way to reach one role of a school. */
export interface Contact {
  readonly uai: Uai;
  readonly role: 'office' | 'head' | 'it' | 'owner';
  readonly channel: 'mail' | 'sms';
  /** A normalised mail address or an E.164 number. */
  readonly address: string | E164;
  readonly language: 'fr' | 'en';
  /** `directory` mails are functional addresses; an SMS needs `opt-in`. */
  readonly origin: 'directory' | 'opt-in';
}
