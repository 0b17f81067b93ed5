import type { RenderingWarning } from './types.ts';

/** A value that the text needs and that nobody has said. */
export function settingMissing(message: string): RenderingWarning {
  return { code: 'SETTING_MISSING', path: null, message };
}

export const LOCATION_MISSING = settingMissing(
  'The dataset does not say where the table is: set location (PATCH /datasets/{dataset}), or write it into the statement.',
);

export const DATABASE_MISSING = settingMissing(
  'The dataset does not say which database the table is in: set table.database (PATCH /datasets/{dataset}), or write it into the statement.',
);
