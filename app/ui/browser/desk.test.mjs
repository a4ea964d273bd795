import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, gridOf, logIn, openBrowser, placeOfDigits, rowsOf, settings, shoot, story } from './desk.mjs';

const PATIENCE = { timeout: 60_000 };

describe('the desk in a real browser', () => {
  let browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
  });

  test('a wrong password is refused in words, and the page can be used by everybody', PATIENCE, async () => {
    const page = await browser.window();
    await page.goto(settings.url);
    await page.getByRole('heading', { name: 'Log in to Millrace' }).waitFor();
    await assertAccessible(page, 'the login page');
    await shoot(page, 'login');
    await page.getByLabel('User').fill(settings.user);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').getByText('User or password is wrong.').waitFor();
    await assertAccessible(page, 'the login page with an error');
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`the workbook shows its rows and axe finds nothing, ${colorScheme}`, PATIENCE, async () => {
      const page = await browser.window({ colorScheme });
      await logIn(page);
      const { source } = await story(page);
      const grid = gridOf(page, source);
      await grid.ready();
      assert.ok((await grid.total()) > 0);
      assert.notEqual((await grid.text(0, 0)).trim(), '');
      await assertAccessible(page, `the workbook, ${colorScheme}`);
      await shoot(page, `workbook-${colorScheme}`);
      for (const [name, width] of [['tablet', 900], ['phone', 390]]) {
        await page.setViewportSize({ width, height: 844 });
        await assertAccessible(page, `the workbook, ${colorScheme}, ${name}`);
        await shoot(page, `workbook-${colorScheme}-${name}`);
      }
      await page.context().close();
    });
  }

  test('a selected row goes through the sequence and comes back as a new row, without a reload', PATIENCE, async () => {
    const page = await browser.window();
    await logIn(page);
    const { source, target, button } = await story(page);
    const [from, to] = [gridOf(page, source), gridOf(page, target)];
    await from.ready();
    const before = await page.locator(`[data-element-id="${target.id}"]`).getByText(/^[\d,]+ rows?$/).textContent();
    await page.evaluate(() => (globalThis.notReloaded = true));
    await from.selectRow(1);
    await from.box.getByText('1 selected').waitFor();

    const pressed = page.getByRole('button', { name: button.title });
    const progress = page.locator(`[data-element-id="${button.id}"]`);
    const seen = watchProgress(page, button.id);
    await pressed.click();
    await page.getByRole('status', { name: 'Messages' }).locator('p').first().waitFor();
    await page.getByRole('dialog').waitFor();
    await shoot(page, 'modal');
    await assertAccessible(page, 'an open modal');
    await page.keyboard.press('Escape');
    await progress.getByText('Completed').waitFor();
    assert.ok(await seen, 'progress was shown on the button');
    await to.box.getByText(/^[\d,]+ rows?$/).filter({ hasNotText: before }).waitFor();
    await to.ready();
    assert.equal(await to.total(), Number(before.replace(/\D/g, '')) + 1);
    assert.equal(await page.evaluate(() => globalThis.notReloaded), true);
    await shoot(page, 'completed');
    await page.context().close();
  });

  test('the same by keyboard only', PATIENCE, async () => {
    const page = await browser.window();
    await page.goto(settings.url);
    await tabTo(page, (name) => name === 'User');
    await page.keyboard.type(settings.user);
    await page.keyboard.press('Tab');
    await page.keyboard.type(settings.password);
    await page.keyboard.press('Enter');
    await page.getByRole('status', { name: 'Live updates' }).getByText('Live').waitFor();
    const { source, target, button } = await story(page);
    const [from, to] = [gridOf(page, source), gridOf(page, target)];
    await from.ready();
    const count = page.locator(`[data-element-id="${target.id}"]`).getByText(/^[\d,]+ rows?$/);
    const before = await count.textContent();

    await tabTo(page, (_name, id) => id === source.id, 'CANVAS');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Space');
    await from.box.getByText('1 selected').waitFor();
    await tabTo(page, (name) => name === button.title);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await count.filter({ hasNotText: before }).waitFor();
    await to.ready();
    assert.match(await focusedName(page), new RegExp(button.title), 'focus returned to the button');
    await page.context().close();
  });

  test('six digits typed into the first cell of a fresh page are all saved', PATIENCE, async () => {
    const page = await browser.window();
    await logIn(page);
    const desk = await story(page);
    const { source } = desk;
    const grid = gridOf(page, source);
    await grid.ready();
    const column = placeOfDigits(source, await rowsOf(page, desk, source, 0));
    const typed = String(randomInt(100_000, 1_000_000));
    await grid.goTo(2, column);
    await page.keyboard.type(typed, { delay: 90 });
    await page.keyboard.press('Enter');
    await grid.waitForText(2, column, typedAsShown(typed));
    await grid.saved();
    const { rows } = await rowsOf(page, desk, source, 2);
    assert.equal(String(rows[0].values[column]), typed);
    await page.context().close();
  });

  test('an edit is saved though Enter falls together with the last key on a busy page', PATIENCE, async () => {
    const page = await browser.window();
    await logIn(page);
    const desk = await story(page);
    const grid = gridOf(page, desk.source);
    await grid.ready();
    const column = placeOfDigits(desk.source, await rowsOf(page, desk, desk.source, 0));
    const typed = String(randomInt(100_000, 1_000_000));
    await grid.goTo(3, column);
    await page.keyboard.type(typed);
    await page.locator('#portal textarea').evaluate((editor) => {
      for (const key of ['Shift', 'Enter']) editor.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
    await grid.waitForText(3, column, typedAsShown(typed));
    await grid.saved();
    const { rows } = await rowsOf(page, desk, desk.source, 3);
    assert.equal(String(rows[0].values[column]), typed);
    await page.context().close();
  });

  test('two people change one cell: both values are shown and the choice counts', PATIENCE, async () => {
    const [page, other] = [await browser.window(), await browser.window()];
    await logIn(page);
    await logIn(other);
    const desk = await story(page);
    const { source } = desk;
    const [mine, theirs] = [gridOf(page, source), gridOf(other, source)];
    await mine.ready();
    await theirs.ready();
    const column = placeOfDigits(source, await rowsOf(page, desk, source, 0));
    const [wanted, faster] = [randomInt(100_000, 500_000), randomInt(500_000, 900_000)].map(String);

    await mine.goTo(4, column);
    await page.keyboard.press('Enter');
    const editor = page.locator('#portal textarea');
    await editor.waitFor();
    await editor.press('Control+A');
    await editor.pressSequentially(wanted);
    assert.equal((await editor.inputValue()).replaceAll(',', ''), wanted);
    await theirs.goTo(4, column);
    await other.keyboard.type(faster);
    await other.keyboard.press('Enter');
    await theirs.waitForText(4, column, typedAsShown(faster));
    await theirs.saved();
    await page.keyboard.press('Enter');

    const dialog = page.getByRole('dialog', { name: 'Someone else changed this row' });
    await dialog.waitFor();
    const digits = (text) => (text.match(/[\d,]{6,}/g) ?? []).map((number) => number.replaceAll(',', ''));
    assert.deepEqual(digits(await dialog.getByRole('table').innerText()), [wanted, faster]);
    await assertAccessible(page, 'the conflict');
    await shoot(page, 'conflict');
    await dialog.getByRole('button', { name: 'Keep mine' }).click();
    await dialog.waitFor({ state: 'detached' });
    await mine.saved();
    await theirs.waitForText(4, column, typedAsShown(wanted));
    const { rows } = await rowsOf(page, desk, source, 4);
    assert.equal(String(rows[0].values[column]), wanted);
    await page.context().close();
    await other.context().close();
  });

  test('a value that is refused stays marked with the reason until it is dropped', PATIENCE, async () => {
    const page = await browser.window();
    await logIn(page);
    const desk = await story(page);
    const { source } = desk;
    const { columns } = await rowsOf(page, desk, source, 6);
    const column = columns.findIndex(({ editable, type }) => editable && type === 'number');
    const grid = gridOf(page, source);
    await grid.ready();
    await grid.goTo(6, column);
    await page.keyboard.type('not a number');
    await page.keyboard.press('Enter');
    const alert = grid.box.getByRole('alert');
    await alert.filter({ hasText: columns[column].name }).waitFor();
    await assertAccessible(page, 'a refused value');
    await shoot(page, 'refused');
    await alert.getByRole('button', { name: 'Discard my change' }).click();
    await grid.saved();
    await page.context().close();
  });

  test('the executions of the workbook can be looked at step by step', PATIENCE, async () => {
    const page = await browser.window();
    await logIn(page);
    await page.getByRole('button', { name: 'Executions' }).click();
    const panel = page.getByRole('dialog');
    await panel.getByRole('listitem').first().getByText('Completed').waitFor();
    await assertAccessible(page, 'the executions');
    await shoot(page, 'executions');
    await panel.getByRole('listitem').first().getByRole('button').click();
    await panel.getByRole('list', { name: 'Steps' }).getByRole('listitem').first().waitFor();
    await assertAccessible(page, 'an execution');
    await shoot(page, 'execution');
    await page.context().close();
  });

  test('no window broke, asked another origin or met its own policy', () => {
    assert.deepEqual(browser.complaints, []);
  });
});

/** Six digits with or without a separator. */
function typedAsShown(digits) {
  return new RegExp(`${digits.slice(0, 3)},?${digits.slice(3)}`);
}

/** Whether the progress of a button was ever on the page; looks at every frame, since runs are short. */
function watchProgress(page, element) {
  return page.evaluate(
    (id) =>
      new Promise((resolve) => {
        const box = document.querySelector(`[data-element-id="${id}"]`);
        const observer = new MutationObserver(() => {
          if (box.querySelector('[role="progressbar"], [aria-disabled]')) {
            observer.disconnect();
            resolve(true);
          }
        });
        observer.observe(box, { childList: true, subtree: true, attributes: true });
        setTimeout(() => resolve(false), 30_000);
      }),
    element,
  );
}

/** Presses Tab until the focus is where it should be. */
async function tabTo(page, wanted, tag) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const [name, element, focusedTag] = await page.evaluate(() => {
      const focused = document.activeElement;
      const label = focused.getAttribute('aria-label') ?? focused.labels?.[0]?.textContent ?? focused.textContent;
      return [label.trim(), focused.closest('[data-element-id]')?.dataset.elementId, focused.tagName];
    });
    if (wanted(name, element) && (tag === undefined || focusedTag === tag)) return;
  }
  assert.fail('The keyboard does not reach it within 60 presses of Tab.');
}

function focusedName(page) {
  return page.evaluate(() => document.activeElement.textContent);
}
