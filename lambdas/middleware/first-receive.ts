import type { SQSRecord } from 'aws-lambda';

/**
 * Whether a message comes for the first time, as far as its queue says: what no try will mend is
 * told of then, and not again each time that it comes back on its way to the dead letters.
 */
export const isFirstReceive = ({ attributes }: Pick<SQSRecord, 'attributes'>): boolean =>
  Number(attributes.ApproximateReceiveCount ?? 1) <= 1;
