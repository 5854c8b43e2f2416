import type { Territory } from '../../core/school/territory.ts';
import type { E164 } from '../../core/units.ts';

/** A telephone number of a school. `either` where a plan does not tell mobiles from landlines. */
export interface Phone {
  readonly number: E164;
  readonly line: 'mobile' | 'landline' | 'either';
}

export type PhoneReading =
  | ({ readonly kind: 'phone' } & Phone)
  | {
      readonly kind: 'rejected';
      readonly reason: 'phone-leading-00' | 'phone-invalid' | 'phone-territory-unknown';
    };

/**
 * Read one telephone number as it is dialled in a territory; null when the territory is not known,
 * and then only the international form can be read. A number that is not certain is rejected, and
 * never mended: a guessed one would ring at a stranger's.
 */
export type PhoneReader = (text: string, territory: Territory | null) => PhoneReading;
