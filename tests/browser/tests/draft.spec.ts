import { expect, test, type Page } from '@playwright/test';
import { lookAt } from './look.js';
import { signIn } from './people.js';

/** The same text is not imported twice: each run of a test brings a notice of its own. */
const notice = (mark: string) => `关于${mark}任务分工的通知
一、提升创造水平
(一)制定年度专利申请计划。(市知识产权局、市科委负责)
(二)开展版权登记服务。(市版权局牵头,市风筝局配合)
(三)组织宣传周活动。(市委宣传部会同有关部门负责)
`;

async function speak(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
  const other = page.getByRole('button', { name: language === 'en' ? 'English' : '中文' });
  if (await other.isVisible()) await other.click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

for (const language of ['zh-CN', 'en'] as const) {
  test(`a draft is read, mended and brought to its issue in ${language}`, async ({ page }, info) => {
    test.setTimeout(120_000);
    await signIn(page, 'office.director');
    await page.goto('/notices');
    await page.locator('#f-text').fill(notice(`${info.project.name}${language}`));
    await page.locator('main form .button-primary').click();
    await expect(page.locator('table.draft tbody tr')).toHaveCount(3);
    const draft = new URL(page.url()).pathname;
    await speak(page, language);

    await lookAt(page, 'draft');
    await page.locator('.remark a').first().click();
    await expect(page.locator('.source li:target')).toHaveCount(1);
    await lookAt(page, 'source');

    await page.goto(`${draft}/assignments/2`);
    await lookAt(page, 'mend');
    await page.locator('#f-co').fill('市科技委');
    await page.locator('main form .button-primary').click();
    await expect(page.getByRole('alert')).toContainText('市科委');
    await lookAt(page, 'mend refused');
    await page.locator('#f-co').fill('市科委');
    await page.locator('main form .button-primary').click();
    await expect(page.getByRole('status')).toBeVisible();

    await page.goto(`${draft}/assignments/3`);
    await lookAt(page, 'name agencies');
    await page.goto(`${draft}/issue`);
    await lookAt(page, 'issue');
    await page.locator('main form .button-primary').click();
    await expect(page.getByRole('alert')).toBeVisible();
    await lookAt(page, 'issue refused');
    await speak(page, 'zh-CN');
  });
}
