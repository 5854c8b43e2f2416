import type { Config } from '../config/schema.ts';

/** Whether a name is under a zone that Préau answers for, so that it can be certified and pointed. */
export const isCovered = ({ names }: Config, hostname: string): boolean =>
  names.zones.some(({ name }) => `.${hostname.toLowerCase()}`.endsWith(`.${name.toLowerCase()}`));

/** The host of the address at which people read the status page. */
export const pagesHost = ({ pages }: Config): string => new URL(pages.url).hostname;
