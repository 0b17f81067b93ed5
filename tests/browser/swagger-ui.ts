import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const OFFLINE = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-default-browser-check',
  // Not even a name is looked up beyond this machine.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export interface Call {
  /** Fields of the form beside what stands there already. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The summary of the example to send; without one, what the form shows first. */
  readonly example?: string;
}

export interface Shown {
  readonly status: string;
  /** The body of the answer, as the page prints it. */
  readonly body: unknown;
}

/** Swagger UI as a person uses it: every call is typed, clicked and read on the page. */
export interface SwaggerUi {
  readonly page: Page;
  /** Errors on the page and in its console, and what it asked of other hosts. */
  readonly troubles: readonly string[];
  /** Executes an operation by "Try it out". */
  call(operation: string, call?: Call): Promise<Shown>;
  close(): Promise<void>;
}

export async function openSwaggerUi(executablePath: string, url: string): Promise<SwaggerUi> {
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: OFFLINE });
  try {
    const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    const troubles = watch(page, url);
    await page.goto(`${url}/docs/`);
    await page.locator('.opblock').first().waitFor();
    return {
      page,
      troubles,
      call: (operation, call = {}) => execute(page, operation, call),
      close: () => browser.close(),
    };
  } catch (error) {
    await closeQuietly(browser);
    throw error;
  }
}

function watch(page: Page, url: string): string[] {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const isRefusal = /^Failed to load resource: the server responded with a status of 4\d\d/.test(
      message.text(),
    );
    if (message.type() === 'error' && !isRefusal) troubles.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const asked = request.url();
    if (!asked.startsWith(`${url}/`) && !asked.startsWith('data:')) troubles.push(`asked ${asked}`);
  });
  return troubles;
}

async function execute(page: Page, operation: string, { parameters = {}, example }: Call): Promise<Shown> {
  const block = page.locator(`.opblock[id$="-${operation}"]`);
  const isOpen = (await block.locator('.opblock-body').count()) > 0;
  if (!isOpen) await block.locator('.opblock-summary-control').click();
  const clear = block.locator('.btn-clear');
  if ((await clear.count()) > 0) await clear.click();
  for (const [name, value] of Object.entries(parameters)) {
    await block.locator(`tr[data-param-name="${name}"] input`).fill(value);
  }
  if (example !== undefined) {
    await block
      .locator('.opblock-section-request-body .examples-select select')
      .selectOption({ label: example });
  }
  await block.locator('.btn.execute').click();
  return read(block.locator('.live-responses-table'));
}

async function read(answer: Locator): Promise<Shown> {
  const status = answer.locator('tbody .response-col_status').first();
  await status.waitFor();
  const text = await answer.locator('.response-col_description .highlight-code pre').innerText();
  return { status: (await status.innerText()).trim(), body: JSON.parse(text) as unknown };
}

async function closeQuietly(browser: Browser): Promise<void> {
  await browser.close().catch(() => undefined);
}
