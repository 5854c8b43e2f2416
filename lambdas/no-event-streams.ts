/**
 * Stands for the SDK's event streams in a bundle: no command that a function uses sends or gets one, and a
 * client of S3 or Lambda would have all that reads them. One that did would throw.
 */
export const eventStreamSerdeProvider = (): null => null;

export const resolveEventStreamSerdeConfig = <Config extends object>(input: Config) =>
  Object.assign(input, { eventStreamMarshaller: null });

export class EventStreamSerde {
  constructor() {
    throw new Error(
      'no event streams in this bundle: take the alias out of lib/bundling.ts for a command that has one',
    );
  }
}
