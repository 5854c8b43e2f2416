import { resolve } from 'node:path';
import type { HomeSpec } from './home-spec.ts';

/** Where a home writes its status page: as configured, within its data folder when relative. */
export const pagesFolder = ({ config, dataFolder }: Pick<HomeSpec, 'config' | 'dataFolder'>) =>
  resolve(dataFolder, config.pages.folder);
