import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What a careful eye would find wrong with the page at hand: accessibility, and what is wider than the screen. */
export async function lookAt(page: Page, name: string): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(rules).analyze();
  const violations = found.violations.map(
    v => `${v.id} (${v.impact}): ${v.nodes.map(n => n.target.join(' ')).slice(0, 5).join(', ')}`,
  );
  expect.soft(violations, name).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overflow, name).toBeLessThanOrEqual(0);
}
