/** A record set as it stands in a zone, as far as adoption has to know it. */
export interface StandingRecord {
  /** Lower case, without the trailing dot. */
  readonly name: string;
  /** Any type that the zone has. */
  readonly type: string;
  /** Of its group; absent: a plain record, alone of its name and type. */
  readonly setIdentifier?: string;
  /** 0 to 255; absent when it is chosen by anything but weights. */
  readonly weight?: number;
  /** In seconds; absent for an alias. */
  readonly ttlSec?: number;
  /** Empty for an alias. */
  readonly values: readonly string[];
  readonly alias?: {
    readonly target: string;
    readonly zoneId: string;
    readonly evaluatesHealth: boolean;
  };
  readonly checkId?: string;
}

/** One line of a batch that is applied whole or not at all. */
export interface RecordEdit {
  readonly action: 'CREATE' | 'DELETE' | 'UPSERT';
  readonly record: StandingRecord;
}

/** The name as zones compare it: lower case, no trailing dot. */
export const comparableName = (name: string): string => name.toLowerCase().replace(/\.$/, '');
