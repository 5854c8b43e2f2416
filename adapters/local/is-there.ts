import { stat } from 'node:fs/promises';

/** Whether something stands at a path, whatever it is. */
export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
