import { isSupportedCountry, PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Phone, PhoneReader, PhoneReading } from '../../app/schools/phone-reader.ts';
import { isFictionalMobile } from '../../core/school/fictional-number.ts';
import type { Territory } from '../../core/school/territory.ts';
import type { E164 } from '../../core/units.ts';
import { type PhoneBlock, type PhoneBlocks, rememberBlocks } from './schools-csv-phone-blocks.ts';

/** Chosen: the longest way of writing fifteen digits (E.164's most) with a blank after each. */
const TEXT_MAX = 40;

/** The plan of metropolitan France: a zero to dial, and nine digits. */
const TEN_DIGITS = /^0[1-9]\d{8}$/;

const INVALID: PhoneReading = { kind: 'rejected', reason: 'phone-invalid' };

/**
 * Make the reader of telephone numbers that knows the French territories.
 *
 * - National: `05 62 00 95 10`, by the school's own territory, then by the others that dial the same
 *   ten-digit plan (a Paris number in Toulouse, a Réunion one in Paris).
 * - International: `+33…`, or `0033…` when it leads to a territory of the table.
 * - Ten digits that begin with `00` are a fault known from the real directory: a zero too many and a
 *   digit lost. As an international prefix some would ring in Chile or Russia. Rejected.
 */
export function createPhoneReader(territories: readonly Territory[]): PhoneReader {
  const blocksOf = rememberBlocks(territories, findBlock);
  return (text, territory) => {
    // Half of a directory's are written so.
    if (territory?.plan === 'FR' && TEN_DIGITS.test(text))
      return tenDigits(text, blocksOf(territory));
    const plain = text.replaceAll('\u00A0', ' ').replaceAll('\u202F', ' ').trim();
    if (plain.length > TEXT_MAX || !/^\+?[\d\s().-]+$/.test(plain)) return INVALID;
    const dialled = plain.replaceAll(/[\s().-]/g, '');
    if (dialled.startsWith('+')) return international(plain);
    if (dialled.startsWith('00')) return afterZeros(dialled, territories);
    if (territory === null) return { kind: 'rejected', reason: 'phone-territory-unknown' };
    if (territory.plan !== 'FR') return inTerritory(dialled, territory);
    return TEN_DIGITS.test(dialled) ? tenDigits(dialled, blocksOf(territory)) : INVALID;
  };
}

function international(text: string): PhoneReading {
  return accept(parsePhoneNumberFromString(text, { extract: false }));
}

function afterZeros(dialled: string, territories: readonly Territory[]): PhoneReading {
  const faulty: PhoneReading = { kind: 'rejected', reason: 'phone-leading-00' };
  const rest = dialled.slice(2);
  const known = territories.some(({ callingCode }) => rest.startsWith(callingCode));
  if (dialled.length === 10 || !known) return faulty;
  const read = international(`+${rest}`);
  return read.kind === 'phone' ? read : faulty;
}

function tenDigits(dialled: string, blocks: PhoneBlocks): PhoneReading {
  const block = blocks(dialled);
  return block === null ? INVALID : phone(block.prefix + dialled.slice(1), block.line);
}

function findBlock(dialled: string, territories: readonly Territory[]): PhoneBlock | null {
  if (isFictionalMobile(`+33${dialled.slice(1)}`)) return { prefix: '+33', line: 'mobile' };
  for (const territory of territories) {
    const read = inTerritory(dialled, territory);
    if (read.kind === 'phone')
      return { prefix: read.number.slice(0, 1 - dialled.length), line: read.line };
  }
  return null;
}

function inTerritory(dialled: string, { country, callingCode }: Territory): PhoneReading {
  // Ten digits after one national prefix leave nothing to find out: read so, they take a third of
  // the time, which is most of the time of a whole import.
  if (country === 'FR' && TEN_DIGITS.test(dialled)) {
    return accept(new PhoneNumber(`+${callingCode}${dialled.slice(1)}`));
  }
  if (!isSupportedCountry(country)) return INVALID;
  const read = parsePhoneNumberFromString(dialled, { defaultCountry: country, extract: false });
  return read?.countryCallingCode === callingCode ? accept(read) : INVALID;
}

function accept(read: PhoneNumber | undefined): PhoneReading {
  if (read === undefined || read.ext) return INVALID;
  if (isFictionalMobile(read.number)) return phone(read.number, 'mobile');
  const line = lineOf(read);
  return line === null ? INVALID : phone(read.number, line);
}

/** Null for a number of no type, which is what the library calls an invalid one. */
function lineOf(read: PhoneNumber): Phone['line'] | null {
  const type = read.getType();
  if (type === undefined) return null;
  if (type === 'MOBILE') return 'mobile';
  return type === 'FIXED_LINE_OR_MOBILE' ? 'either' : 'landline';
}

function phone(number: string, line: Phone['line']): PhoneReading {
  return { kind: 'phone', number: number as E164, line };
}
