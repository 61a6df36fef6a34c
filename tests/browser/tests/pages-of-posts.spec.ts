import { expect, test, type Page } from '@playwright/test';
import { lookAt } from './look.js';
import { openFirst, signIn } from './people.js';

type Open = (page: Page) => Promise<unknown>;

const go = (address: string): Open => page => page.goto(address);

/** A page under an assignment: `what` is what follows its address. */
const ofAssignment =
  (number: number, what: string): Open =>
  async page => {
    await page.goto(`/search?q=${number}`);
    const row = page.locator('tbody tr').filter({ hasText: new RegExp(`^\\s*${number}\\s`) });
    await page.goto((await row.locator('a.row-link').getAttribute('href')) + what);
  };

/** A page behind a button of the first acknowledgement on the desk. */
const ofItem =
  (link: string): Open =>
  async page => {
    await openFirst(page, '签收');
    await page.getByRole('link', { name: link }).click();
  };

const posts: Record<string, Record<string, Open>> = {
  'admin.system': {
    agencies: go('/agencies'),
    'one agency': go('/agencies/zscqj'),
    'an agency entered': go('/agencies/new'),
    'an agency changed': go('/agencies/zscqj/edit'),
    'agencies by a sheet': go('/agencies/import'),
    reorganisations: go('/agencies/reorganisations'),
    'a reorganisation': go('/agencies/reorganisations/new'),
    accounts: go('/users'),
  },
  'admin.security': { accounts: go('/users') },
  'admin.audit': { record: go('/audit') },
  'office.clerk': {
    letters: ofAssignment(50, '/letters'),
    suspend: ofAssignment(42, '/control/suspend'),
    change: ofAssignment(42, '/control/change'),
    'hand over': ofAssignment(42, '/control/hand-over'),
    terminate: ofAssignment(42, '/control/terminate'),
    void: ofAssignment(42, '/control/void'),
    deliverables: ofAssignment(29, '/deliverables'),
    figures: ofAssignment(21, '/reporting'),
    'consolidated report': async page => {
      await page.goto('/plans');
      await page.getByRole('link', { name: '综合进展报告' }).click();
    },
  },
  leadership: { instruct: ofAssignment(42, '/control/instruct') },
  'jw.officer': {
    account: go('/account'),
    proxies: go('/proxies'),
    extension: ofItem('申请延期'),
    'ask a colleague': ofItem('委派'),
    'add signers': ofItem('加签'),
    'copy to': ofItem('抄送'),
  },
};

for (const [user, pages] of Object.entries(posts)) {
  test(`the pages of ${user} are accessible, quiet and no wider than the screen`, async ({ page }, info) => {
    test.setTimeout(120_000);
    const complaints: string[] = [];
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', error => complaints.push(error.message));
    await signIn(page, user);
    for (const [name, open] of Object.entries(pages)) {
      await test.step(name, async () => {
        await open(page);
        await expect.soft(page.getByRole('heading', { level: 1 })).not.toHaveText(/没有找到|无权/);
        await page.screenshot({ path: info.outputPath(`${user} ${name}.png`), fullPage: true });
        await lookAt(page, name);
        expect.soft(complaints, name).toEqual([]);
      });
    }
  });
}
