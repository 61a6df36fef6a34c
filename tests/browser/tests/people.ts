import { expect, type Page } from '@playwright/test';

/** Signs somebody in by the form, as a person would; leaders arrive at the ledger, others at their own work. */
export async function signIn(page: Page, user: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('用户名').fill(user);
  await page.getByLabel('密码').fill(process.env.IPSTRATEGY_BROWSER_PASSWORD!);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(user === 'leadership' ? /任务分工/ : '我的待办');
}

/** Desk and phone run against one server: each test of each has a district of its own to act for. */
export function district(project: string, ofDesk: string, ofPhone: string): string {
  return `${project === 'phone' ? ofPhone : ofDesk}.officer`;
}

/** Opens the first work item of this step in the list. */
export async function openFirst(page: Page, step: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('rowheader', { name: step, exact: true }).first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(step);
}
