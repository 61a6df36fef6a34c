import { expect, test, type Page } from '@playwright/test';
import { lookAt } from './look.js';
import { openFirst, signIn } from './people.js';

const pages: Record<string, (page: Page) => Promise<unknown>> = {
  'to-do list': page => page.goto('/?scope=all'),
  'done list': page => page.goto('/?state=done&scope=all'),
  'empty list': page => page.goto('/?step=deputySign'),
  'work item': page => openFirst(page, '签收'),
  transfer: async page => {
    await openFirst(page, '签收');
    await page.getByRole('link', { name: '转办' }).click();
  },
  ledger: page => page.goto('/plans'),
  assignment: async page => {
    await page.goto('/plans');
    await page.locator('a.row-link').nth(5).click();
  },
  notices: page => page.goto('/notices'),
  'one notice': async page => {
    await page.goto('/notices');
    await page.locator('a.row-link').first().click();
  },
  'notice as it came': async page => {
    await page.goto('/notices');
    await page.locator('a.row-link').first().click();
    await page.getByRole('link', { name: '查看原文' }).click();
  },
  search: page => page.goto('/search?q=海关'),
  'search without words': page => page.goto('/search'),
  inbox: page => page.goto('/inbox'),
  shortcuts: page => page.goto('/shortcuts'),
  'nothing there': page => page.goto('/no/such/page'),
  'wrong method': page => page.goto('/sign-out'),
};

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    test.setTimeout(180_000);

    test(`every page is accessible, quiet and no wider than the screen`, async ({ page }, info) => {
      const complaints: string[] = [];
      page.on('console', message => {
        // Chromium reports the status of the page itself as an error; a page that is not there is meant to be one.
        if (message.type() === 'error' && !/40[45]/.test(message.text())) complaints.push(message.text());
      });
      page.on('pageerror', error => complaints.push(error.message));
      await signIn(page, 'office.clerk');

      for (const [name, open] of Object.entries(pages)) {
        await test.step(name, async () => {
          await open(page);
          await page.screenshot({ path: info.outputPath(`${name} ${scheme}.png`), fullPage: true });
          await lookAt(page, name);
          expect.soft(complaints, name).toEqual([]);
        });
      }
    });
  });
}

test('at 360 pixels nothing sticks out', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 760 });
  await signIn(page, 'office.clerk');
  for (const open of Object.values(pages)) {
    await open(page);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(e).position !== 'absolute' && !e.closest('.nav-in, .sr'))
        .map(e => e.outerHTML.slice(0, 80)),
    );
    expect(wide).toEqual([]);
  }
});
