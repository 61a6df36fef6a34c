import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
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
  inbox: page => page.goto('/inbox'),
  shortcuts: page => page.goto('/shortcuts'),
  'nothing there': page => page.goto('/no/such/page'),
};

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    test.setTimeout(180_000);

    test(`every page is accessible, quiet and no wider than the screen`, async ({ page }, info) => {
      const complaints: string[] = [];
      page.on('console', message => {
        // Chromium reports the status of the page itself as an error; a page that is not there is meant to be one.
        if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
      });
      page.on('pageerror', error => complaints.push(error.message));
      await signIn(page, 'office.clerk');

      for (const [name, open] of Object.entries(pages)) {
        await test.step(name, async () => {
          await open(page);
          await page.screenshot({ path: info.outputPath(`${name} ${scheme}.png`), fullPage: true });
          const found = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
            .analyze();
          const violations = found.violations.map(
            v => `${v.id} (${v.impact}): ${v.nodes.map(n => n.target.join(' ')).slice(0, 5).join(', ')}`,
          );
          expect.soft(violations, name).toEqual([]);
          expect.soft(complaints, name).toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect.soft(overflow, name).toBeLessThanOrEqual(0);
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
