import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app';
import { PASSWORD } from '../support/personas';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Aloud when there is no browser, and an error where BENFU_REQUIRE names it. */
function withBrowser(): typeof describe {
  if (existsSync(CHROMIUM)) return describe;
  const told = `no Chromium at ${CHROMIUM}: GraphiQL is not tested in a browser (set CHROMIUM, or apt-get install chromium)`;
  if (process.env['BENFU_REQUIRE']?.includes('browser')) throw new Error(told);
  process.stderr.write(`SKIPPED: ${told}\n`);
  return describe.skip;
}

withBrowser()('GraphiQL in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  const elsewhere: string[] = [];
  const broken: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    await app.personas.account('enterprise');
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage();
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(app.url) && !url.startsWith('data:')) elsewhere.push(url);
    });
    page.on('pageerror', (error) => broken.push(error.message));
    await page.goto(`${app.url}/graphql`);
    await page.waitForSelector('.graphiql-container');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it('opens with the story’s operations as tabs, from this server alone', async () => {
    expect(await page.locator('.graphiql-tab').count()).toBeGreaterThan(10);
    expect(await page.title()).toContain('Benfu');
    expect([elsewhere, broken]).toEqual([[], []]);
  });

  it('runs the first of them: signing in', async () => {
    await page.locator('.graphiql-tab').first().click();
    const variables = page.locator('.graphiql-editor-tool .CodeMirror').first();
    await variables.evaluate(
      (element, text) => {
        (element as unknown as { CodeMirror: { setValue(value: string): void } }).CodeMirror.setValue(text);
      },
      JSON.stringify({ email: 'enterprise@test.example', password: PASSWORD }),
    );
    await page.locator('.graphiql-execute-button').click();
    expect(await answer(page)).toContain('accessToken');
    expect([elsewhere, broken]).toEqual([[], []]);
  });
});

/** What the result pane shows, once it shows data or errors. */
async function answer(page: Page): Promise<string> {
  await page.waitForFunction(() =>
    /"(data|errors)"/.test(document.querySelector('.result-window')?.textContent ?? ''),
  );
  return (await page.locator('.result-window').textContent()) ?? '';
}
