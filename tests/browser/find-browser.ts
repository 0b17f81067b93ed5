import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const WELL_KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/lib/chromium/chromium',
  '/usr/lib64/chromium-browser/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** What to say where there is none. */
export const HOW_TO_GET_ONE =
  'no Chromium was found: install the package chromium, run "npx playwright-core install --with-deps --no-shell chromium", or name the program in CHROMIUM_PATH';

/** CHROMIUM_PATH, what the system has, or what Playwright has downloaded; null: none. */
export function findBrowser(): string | null {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return given;
  return [...WELL_KNOWN, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}
