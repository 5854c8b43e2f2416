import type { Deliveries } from '../ports.ts';

/**
 * Sends notices in a home where nobody else does, be they several at once.
 *
 * A send that failed may have left deliveries claimed whose outcome could not be written down. What
 * is claimed while no send is under way is nobody's, so it is recovered before the next one begins:
 * mail goes again, of an SMS nobody knows.
 *
 * @param onFailure told of each, since a notice on its way is tried again without end
 * @throws what recovering or sending throws; the next send recovers then
 */
export function soleSender(
  deliveries: Pick<Deliveries, 'recover'>,
  onFailure: (error: unknown) => void,
): <T>(send: () => Promise<T>) => Promise<T> {
  let underWay = 0;
  let inDoubt = false;
  let recovered: Promise<unknown> = Promise.resolve();
  return async (send) => {
    if (inDoubt && underWay === 0) {
      inDoubt = false;
      recovered = deliveries.recover();
    }
    underWay += 1;
    try {
      await recovered;
      return await send();
    } catch (error) {
      inDoubt = true;
      onFailure(error);
      throw error;
    } finally {
      underWay -= 1;
    }
  };
}
