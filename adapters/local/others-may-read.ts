/** Whether others than its owner may read or write a file of this mode. Windows keeps rights elsewhere, and says 0666 for all. */
export const othersMayRead = (mode: number): boolean =>
  process.platform !== 'win32' && (mode & 0o077) !== 0;
