/** One message as SQS takes it. */
export interface WireMessage {
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

/**
 * Of one batch: messages, and bytes of all their bodies.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 *   256 KiB was the limit until 2025 and is what every store that speaks SQS takes
 */
const MESSAGES_MAX = 10;
const BYTES_MAX = 262_144;

/** Messages in their order, in as few batches as SQS takes. One too large is alone in its batch. */
export function inBatches(messages: readonly WireMessage[]): readonly (readonly WireMessage[])[] {
  const batches: WireMessage[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(message.MessageBody);
    const last = batches.at(-1);
    if (last !== undefined && last.length < MESSAGES_MAX && bytes + size <= BYTES_MAX) {
      last.push(message);
      bytes += size;
    } else {
      batches.push([message]);
      bytes = size;
    }
  }
  return batches;
}
