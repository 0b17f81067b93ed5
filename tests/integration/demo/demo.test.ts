import { afterEach, describe, expect, it } from '@jest/globals';
import { runDemo, type Performance } from '../../../scripts/demo/run-demo.ts';
import type { Scene } from '../../../scripts/demo/scene.ts';
import { STORY } from '../../../scripts/demo/story.ts';
import { createTestApp, type TestApp, type TestAppOptions } from '../../support/app.ts';

const KEY = 'a-key-of-the-demo-test';
const ESCAPE = '\u001b';

const apps: TestApp[] = [];

async function startApp(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await createTestApp(options);
  apps.push(app);
  return app;
}

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

interface Played {
  readonly code: number;
  readonly text: string;
}

async function playDemo(
  options: Pick<Performance, 'url'> &
    Partial<Performance> & { readonly terminal?: { readonly isTTY: boolean; readonly columns: number } },
): Promise<Played> {
  const { terminal = {}, ...performance } = options;
  let text = '';
  const output = {
    ...terminal,
    write: (part: string) => {
      text += part;
    },
  };
  const signal = new AbortController().signal;
  const code = await runDemo({ apiKey: null, environment: {}, signal, output, ...performance });
  return { code, text };
}

describe('The demo', () => {
  it('plays every scene to its end, and the service gives the verdicts that it tells', async () => {
    const { code, text } = await playDemo(await startApp());
    for (const [index, { title }] of STORY.entries()) expect(text).toContain(`── ${index + 1}. ${title} ──`);
    expect(text).toContain('INITIAL: version 1 is active');
    expect(text).toContain('BREAKING: 409; blocked version 5 records it');
    expect(text).toContain('BREAKING: 409; blocked version 5 again, seen 2 times');
    expect(text).toContain('coupon left out');
    expect(text).toMatch(/\n {2}7 +OBSOLETE +NON_BREAKING +maria +FIELD_REMOVED coupon\n/);
    expect(text).toContain('version 5 is rejected');
    expect(text).toContain('BREAKING: version 10 is active');
    expect(text).toMatch(/\n {2}11 +ACTIVE +BREAKING +maria +FIELD_RENAMED shipping\.tracking_no\n/);
    expect(text).toContain('Every verdict was the one that this story tells.');
    expect(code).toBe(0);
  });

  it('is plain where it is piped, and no line is wider than 100 columns', async () => {
    const { text } = await playDemo(await startApp());
    expect(text).not.toContain(ESCAPE);
    expect(text).not.toContain('│');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('has colours and tables on a terminal, and no colours where NO_COLOR is set', async () => {
    const { url } = await startApp();
    const terminal = { isTTY: true, columns: 100 };
    const colourful = await playDemo({ url, terminal });
    expect(colourful.text).toContain(`${ESCAPE}[31mBREAKING${ESCAPE}[39m`);
    expect(colourful.text).toContain('│');
    const sober = await playDemo({ url, terminal, environment: { NO_COLOR: '1' } });
    expect(sober.text).not.toContain(ESCAPE);
    expect(sober.text).toContain('│');
  });

  it('takes another name where `orders` is taken', async () => {
    const { url } = await startApp();
    await playDemo({ url });
    const { code, text } = await playDemo({ url });
    expect(text).toContain('ALTER TABLE orders_2 DROP COLUMN coupon');
    expect(text).toContain(`The dataset stays: ${url}/datasets/orders_2`);
    expect(code).toBe(0);
  });

  it('plays with the key of a service that asks for one', async () => {
    const { url } = await startApp({ env: { API_KEY: KEY } });
    expect((await playDemo({ url, apiKey: KEY })).code).toBe(0);
  });

  it('fails with what to do about it where the key is missing', async () => {
    const { url } = await startApp({ env: { API_KEY: KEY } });
    const { code, text } = await playDemo({ url });
    expect(text).toContain('POST /datasets answered 401 UNAUTHENTICATED');
    expect(text).toContain('Set API_KEY');
    expect(code).toBe(1);
  });

  it('fails where a verdict is not the one that it tells, and says both', async () => {
    const story: Scene[] = [
      {
        title: 'A story that is not true',
        text: 'The first batch breaks.',
        acts: [
          {
            kind: 'submit',
            batch: '01-first-batch',
            expect: { changeType: 'NONE', active: null, changes: [['FIELD_ADDED', 'order_id']] },
          },
        ],
      },
    ];
    const { url } = await startApp();
    const { code, text } = await playDemo({ url, story });
    expect(text).toContain(
      'The demo failed. Scene 1, A story that is not true: the story tells NONE with version none active ' +
        '(FIELD_ADDED order_id); the service answered INITIAL with version 1 active (no change).',
    );
    expect(code).toBe(1);
  });

  it('fails where nobody listens', async () => {
    const app = await createTestApp();
    await app.close();
    const { code, text } = await playDemo({ url: app.url });
    expect(text).toContain(`The demo failed. POST ${app.url}/datasets got no answer`);
    expect(code).toBe(1);
  });
});
