import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/app.ts';
import { findBrowser, HOW_TO_GET_ONE } from './find-browser.ts';
import { openSwaggerUi, type SwaggerUi } from './swagger-ui.ts';

const TIME_LIMIT = 120_000;

const executablePath = findBrowser();
const describeWithBrowser = executablePath === null ? describe.skip : describe;
const title = 'the whole story in Swagger UI';

const AS_JOBS_SEND_IT = 'As text, as existing jobs send it';

/** Each step goes on from the one before, with the examples of the page as they stand. */
describeWithBrowser(executablePath === null ? `${title} (${HOW_TO_GET_ONE})` : title, () => {
  let app: TestApp;
  let ui: SwaggerUi;

  beforeAll(async () => {
    app = await createTestApp();
    ui = await openSwaggerUi(executablePath ?? '', app.url);
  }, TIME_LIMIT);

  afterAll(async () => {
    await ui.close();
    await app.close();
  });

  step('registers a dataset', async () => {
    const { status, body } = await ui.call('registerDataset');
    expect(status).toBe('201');
    expect(body).toMatchObject({ name: 'orders', mode: 'append', tableFormat: 'PARQUET' });
  });

  step('submits the first batch', async () => {
    const shown = await ui.call('evolveSchema', { example: 'The first batch: becomes version 1' });
    expect(shown).toMatchObject({ status: '200', body: { changeType: 'INITIAL', newVersion: 1 } });
  });

  step('submits a batch with a new field', async () => {
    const shown = await ui.call('evolveSchema', { example: 'A new optional field' });
    expect(shown).toMatchObject({ status: '200', body: { changeType: 'NON_BREAKING', newVersion: 2 } });
  });

  step('adds columns by SQL', async () => {
    const shown = await ui.call('executeDdl', { example: 'Add columns by SQL' });
    expect(shown).toMatchObject({ status: '200', body: { status: 'applied', version: 3 } });
    expect(columnsOf(shown.body)).toEqual([
      'order_id',
      'customer',
      'amount',
      'coupon',
      'discount',
      'channel',
    ]);
  });

  step('drops a column', async () => {
    const shown = await ui.call('executeDdl', { example: 'Drop a column by SQL' });
    expect(shown).toMatchObject({ status: '200', body: { status: 'applied', version: 4 } });
    expect(columnsOf(shown.body)).toEqual(['order_id', 'customer', 'amount', 'coupon', 'discount']);
  });

  step('sees a batch of another type blocked, and rejects it', async () => {
    const shown = await ui.call('evolveSchema', { example: 'A type that the table cannot take: 409' });
    expect(shown).toMatchObject({
      status: '409',
      body: { code: 'BREAKING_SCHEMA_CHANGE', blockedVersion: 5, activeVersion: 4 },
    });
    const rejected = await ui.call('rejectSchemaVersion', { parameters: { version: '5' } });
    expect(rejected).toMatchObject({ status: '200', body: { status: 'rejected', version: 5 } });
  });

  step('sees a batch that lacks a field blocked', async () => {
    const shown = await ui.call('evolveSchema', { example: AS_JOBS_SEND_IT });
    expect(shown).toMatchObject({ status: '409', body: { blockedVersion: 6 } });
  });

  step('rehearses the approval, approves, and the same batch goes on', async () => {
    const rehearsed = await ui.call('approveSchemaVersion', {
      parameters: { version: '6' },
      example: 'See what it would do, change by change',
    });
    expect(rehearsed).toMatchObject({ status: '200', body: { status: 'dryRun', version: 4 } });
    const approved = await ui.call('approveSchemaVersion', {
      example: 'Approve, each change resolved by default',
    });
    expect(approved).toMatchObject({ status: '200', body: { approvedVersion: 6, newVersion: 7 } });
    const again = await ui.call('evolveSchema', { example: AS_JOBS_SEND_IT });
    expect(again).toMatchObject({ status: '200', body: { changeType: 'NONE', version: 7 } });
  });

  step('rolls back to the first version', async () => {
    const shown = await ui.call('rollBackSchema', { example: 'Go back to the first version' });
    expect(shown).toMatchObject({ status: '200', body: { status: 'applied', newVersion: 8 } });
    expect(columnsOf(shown.body)).toEqual(['order_id', 'customer', 'amount']);
  });

  step('reads what became of every version', async () => {
    const { body } = await ui.call('listSchemaVersions');
    expect(statusesOf(body)).toEqual([
      '8 ACTIVE',
      '7 OBSOLETE',
      '6 APPROVED',
      '5 REJECTED',
      '4 OBSOLETE',
      '3 OBSOLETE',
      '2 OBSOLETE',
      '1 OBSOLETE',
    ]);
  });

  step('meets no error of the page, and nothing that its policy forbids', async () => {
    const { headers } = await fetch(`${app.url}/docs/`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none';script-src 'self';");
    expect(ui.troubles).toEqual([]);
  });

  step('would have noticed', async () => {
    await ui.page.evaluate(() => fetch('http://elsewhere.invalid/').catch(() => null));
    expect(ui.troubles.join()).toContain('Content Security Policy');
  });
});

function step(name: string, run: () => Promise<void>): void {
  it(name, run, TIME_LIMIT);
}

function columnsOf(body: unknown): readonly string[] {
  const { schema } = body as { schema: { fields: readonly { name: string }[] } };
  return schema.fields.map(({ name }) => name);
}

function statusesOf(body: unknown): readonly string[] {
  const { items } = body as { items: readonly { version: number; status: string }[] };
  return items.map(({ version, status }) => `${version} ${status}`);
}
