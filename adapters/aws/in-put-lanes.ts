import { inLanes } from '../local/in-lanes.ts';

/** Objects put at once, each whole in memory. Chosen. */
const LANES = 4;
/** Larger ones go one by one: a course as one archive may weigh some hundred megabytes. Chosen. */
const LARGE_BYTES = 8 * 1024 * 1024;

/** Put each, several at a time where they are small. Ends as {@link inLanes} at the first failure. */
export async function inPutLanes<T extends { readonly sizeBytes: number }>(
  items: readonly T[],
  put: (item: T) => Promise<void>,
): Promise<void> {
  const isLarge = ({ sizeBytes }: T): boolean => sizeBytes > LARGE_BYTES;
  await inLanes(
    items.filter((item) => !isLarge(item)),
    LANES,
    put,
  );
  await inLanes(items.filter(isLarge), 1, put);
}
