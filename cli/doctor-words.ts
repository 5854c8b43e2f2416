import type { CheckName, FindingCode, FindingState } from '../adapters/aws/doctor/finding.ts';
import { DOCTOR_WORDS_EN } from './doctor-words-en.ts';
import { DOCTOR_WORDS_FR } from './doctor-words-fr.ts';
import type { Language } from './language.ts';

/** What was found, and what to do about it; `{names}` are the finding's values. */
export interface FindingWords {
  readonly found: string;
  /** Absent when there is nothing to be done. */
  readonly do?: string;
}

export interface DoctorWords {
  readonly description: string;
  readonly config: string;
  readonly contacts: string;
  readonly askNetwork: string;
  readonly wholeNumber: string;
  readonly heading: string;
  readonly checks: { readonly [name in CheckName]: string };
  readonly states: { readonly [state in FindingState]: string };
  readonly findings: { readonly [code in FindingCode]: FindingWords };
  /** By the worst that was found. */
  readonly verdicts: { readonly [state in FindingState]: string };
}

export const doctorWords = (language: Language): DoctorWords =>
  language === 'fr' ? DOCTOR_WORDS_FR : DOCTOR_WORDS_EN;
