import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launch } from './chromium.mjs';

const HEADER_HEIGHT = 36;
const ROW_HEIGHT = 32;
const MARKER_WIDTH = 40;
const SLOW_MS = 30_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const settings = {
  url: required('MILLRACE_URL').replace(/\/$/, ''),
  user: required('MILLRACE_USER'),
  password: required('MILLRACE_PASSWORD'),
  shots: process.env.MILLRACE_SHOTS,
};

function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set. The browser tests need MILLRACE_URL, MILLRACE_USER and MILLRACE_PASSWORD.`);
  }
  return value;
}

/** A browser and everything that went wrong in its windows. */
export async function openBrowser() {
  const browser = await launch();
  const complaints = [];
  return {
    complaints,
    close: () => browser.close(),
    /** A window of its own: other cookies, another tab id. */
    async window(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', ...options });
      context.setDefaultTimeout(SLOW_MS);
      const page = await context.newPage();
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http') && url.origin !== new URL(settings.url).origin) {
          complaints.push(`request to another origin: ${request.url()}`);
        }
      });
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
      page.on('console', (message) => {
        if (/Content Security Policy|Warning:/i.test(message.text())) complaints.push(message.text());
      });
      return page;
    },
  };
}

export async function logIn(page) {
  await page.goto(settings.url);
  await page.getByLabel('User').fill(settings.user);
  await page.getByLabel('Password').fill(settings.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('status', { name: 'Live updates' }).getByText('Live').waitFor();
}

/** What the open workbook says of its first sequence: its button, the table it takes rows from, the other table. */
export async function story(page) {
  const id = decodeURIComponent(new URL(page.url()).hash.split('/')[1]);
  const workbook = await getJson(page, `/api/workbooks/${encodeURIComponent(id)}`);
  const elements = workbook.pages.flatMap((one) => one.elements);
  const sequence = workbook.sequences.find(({ trigger, selection }) => trigger && selection);
  const titled = (wanted) => elements.find((element) => element.id === wanted);
  const source = titled(sequence.selection);
  return {
    workbook,
    source,
    target: elements.find(({ type, id: other }) => type === 'input-table' && other !== source.id),
    button: titled(sequence.trigger.element),
  };
}

/** Rows of a table as the server has them. */
export function rowsOf(page, { workbook }, element, offset, limit = 1) {
  return getJson(page, `/api/workbooks/${workbook.id}/elements/${element.id}/rows?offset=${offset}&limit=${limit}`);
}

/** Place of the first column into which digits can be typed. */
export function placeOfDigits(element, { columns }) {
  const takesDigits = ({ id, editable }) => {
    const column = element.columns.find((one) => one.id === id);
    return editable && ['text', 'number'].includes(column?.kind) && column.rules.values.length === 0;
  };
  return columns.findIndex(takesDigits);
}

export function getJson(page, path) {
  return page.evaluate(async (url) => (await fetch(url)).json(), path);
}

/** The grid of a table on the page, addressed by row and column as people count them, from 0. */
export function gridOf(page, element) {
  const box = page.locator(`[data-element-id="${element.id}"]`);
  const canvas = box.locator('canvas[data-testid="data-grid-canvas"]');
  const surface = box.locator('.dvn-scroller');
  const rowY = (row) => HEADER_HEIGHT + ROW_HEIGHT * row + ROW_HEIGHT / 2;
  return {
    box,
    canvas,
    async ready() {
      await canvas.waitFor();
      await box.locator('[role="gridcell"]').first().waitFor({ state: 'attached' });
    },
    selectRow: (row) => surface.click({ position: { x: MARKER_WIDTH / 2, y: rowY(row) } }),
    /** Puts the cursor on a cell; goes there by arrow keys, since columns may be out of sight. */
    async goTo(row, column) {
      await surface.click({ position: { x: MARKER_WIDTH + 30, y: rowY(row) } });
      for (let step = 0; step < column; step++) await page.keyboard.press('ArrowRight');
    },
    /** Text of a cell; column 0 is the first one after the row marker. */
    text: (row, column) => box.locator(`[id="glide-cell-${column + 1}-${row}"]`).textContent(),
    waitForText: (row, column, text) =>
      box.locator(`[id="glide-cell-${column + 1}-${row}"]`).filter({ hasText: text }).waitFor({ state: 'attached' }),
    total: async () => Number((await box.getByText(/^[\d,]+ rows?$/).textContent()).replace(/\D/g, '')),
    saved: () => box.getByText('All changes saved').waitFor(),
  };
}

export async function assertAccessible(page, where) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async (rules) => {
    const { violations } = await globalThis.axe.run(document, { runOnly: rules });
    return violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  }, RULES);
  assert.deepEqual(found, [], `axe on ${where}`);
}

/** Keeps a picture if a folder for pictures is given. */
export async function shoot(page, name) {
  if (!settings.shots) return;
  mkdirSync(settings.shots, { recursive: true });
  await page.screenshot({ path: join(settings.shots, `${name}.png`) });
}
