// Numbers and strings that must not be mixed up. A brand costs nothing at run time:
// it only stops a duration from being passed where an instant is wanted.

declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** Milliseconds since 1970-01-01T00:00:00Z, a whole number. */
export type EpochMs = Branded<number, 'EpochMs'>;

/** A length of time in milliseconds, a whole number, zero or more. */
export type DurationMs = Branded<number, 'DurationMs'>;

/** The stable id of one learning platform: 1 to 64 of `a-z0-9-`, for example `ent-occitanie`. */
export type PlatformId = Branded<string, 'PlatformId'>;

/** The stable id of a hoster in the configuration, same alphabet as {@link PlatformId}. */
export type HosterId = Branded<string, 'HosterId'>;

/** The stable id of a vantage, same alphabet as {@link PlatformId}. */
export type VantageId = Branded<string, 'VantageId'>;

/** One fall of one platform: `<platform>-<UTC instant of the fall, basic ISO 8601>`. */
export type IncidentId = Branded<string, 'IncidentId'>;

/** A school's national identifier: seven digits and a check letter, upper case. */
export type Uai = Branded<string, 'Uai'>;

/** A telephone number in E.164 form, with its leading `+`. */
export type E164 = Branded<string, 'E164'>;

/** A SHA-256 in lower-case hexadecimal, 64 characters. */
export type Sha256 = Branded<string, 'Sha256'>;

export const epochMs = (value: number): EpochMs => Math.round(value) as EpochMs;
export const durationMs = (value: number): DurationMs => Math.round(value) as DurationMs;
export const seconds = (count: number): DurationMs => durationMs(count * 1_000);
export const minutes = (count: number): DurationMs => durationMs(count * 60_000);
export const hours = (count: number): DurationMs => durationMs(count * 3_600_000);
export const platformId = (value: string): PlatformId => value as PlatformId;
export const hosterId = (value: string): HosterId => value as HosterId;
export const vantageId = (value: string): VantageId => value as VantageId;
export const incidentId = (value: string): IncidentId => value as IncidentId;
export const sha256 = (value: string): Sha256 => value as Sha256;

/** `at` moved forward by `by`. */
export const after = (at: EpochMs, by: DurationMs): EpochMs => (at + by) as EpochMs;

/** The time from `from` to `to`; zero when `to` came first. */
export const between = (from: EpochMs, to: EpochMs): DurationMs =>
  Math.max(0, to - from) as DurationMs;
