/** The console's page in a real Chromium, on a laptop and on a phone. */
import { stat } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { browserIsRequired, findChromium, openBrowser } from '../support/browser.ts';
import { openConsoleHouse, type ConsoleHouse } from '../support/console-house.ts';
import { startWeb, type Web } from '../../web/server.ts';

// A browser is no npm package: where there is none the page is not tried, but CI installs one and fails without it.
describe.runIf(browserIsRequired || findChromium() !== null)('the console page', () => {
  let browser: Browser;
  let here: ConsoleHouse;
  let web: Web;
  const shots = process.env['SHOTS'];
  const shot = async (page: Page, name: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
  };

  beforeAll(async () => {
    browser = await openBrowser();
    here = await openConsoleHouse('2026-10-12');
    web = await startWeb({ ...here.web, port: 0, log: pino({ level: 'silent' }) });
  });
  afterAll(async () => {
    await browser.close();
    await web.stop();
    await here.close();
  });

  const visit = async (width: number, height: number): Promise<{ page: Page; errors: string[] }> => {
    const page = await browser.newPage({ viewport: { width, height } });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('dialog', (dialog) => errors.push(`dialog: ${dialog.message()}`));
    await page.goto(web.url);
    await page.waitForSelector('#rooms button');
    return { page, errors };
  };
  const speak = async (page: Page, who: string, text: string): Promise<void> => {
    await page.fill('#speaker', who);
    await page.dispatchEvent('#speaker', 'change');
    await page.fill('#text', text);
    await page.press('#text', 'Enter');
  };

  it('carries a report from a cadre to the unit and back, and the clock to the monthly table', async () => {
    const { page, errors } = await visit(1280, 800);
    await shot(page, 'laptop-empty');
    await page.click('#rooms button:has-text("城厢组团群")');
    await page.waitForSelector('.empty');
    await shot(page, 'laptop-hint');
    expect(await page.inputValue('#speaker')).toMatch(/^郭辛夷/);
    await speak(page, '郭辛夷（城厢街道 · 干部）', '上报 拱秀社区楼下墙体漏水 <img src=x onerror=alert(1)>');
    await page.waitForSelector('.message.bot >> text=已登记 #1 房屋安全');
    expect(await page.locator('.message.own .bubble').textContent()).toContain('<img src=x');
    expect(await page.locator('#messages img').count()).toBe(0);

    await page.waitForSelector('#rooms button:has-text("住建局群") .badge');
    await page.click('#rooms button:has-text("住建局群")');
    await page.click('.message.bot .quote');
    await speak(page, '沈立夏（住房和城乡建设局 · 单位联络员）', '受理');
    await page.waitForSelector('.message.bot >> text=#1 已受理');
    expect(await page.locator('.message.own .quoted').textContent()).toContain('新交办');
    await shot(page, 'laptop-unit');

    await page.click('#moves button:has-text("下个月 1 日")');
    await page.waitForSelector('#now:has-text("2026-11-02")');
    await page.click('#rooms button:has-text("督查联络群")');
    await page.waitForSelector('.message.bot >> text=月度督查表');
    const picture = page.locator('.message.bot:has-text("月度督查表") .picture img').first();
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction('[...document.querySelectorAll(".message .picture img")].at(-2)?.naturalWidth === 1080');
    expect(await picture.getAttribute('alt')).toMatch(/【区级单位】/);
    await shot(page, 'laptop-table');
    await picture.click();
    await page.waitForSelector('#picture[open] img');
    await shot(page, 'laptop-picture');
    await page.click('#picture img');
    await page.waitForSelector('#picture', { state: 'hidden' });
    const kept = page.waitForEvent('download');
    await page.click('.message.bot a.file');
    expect((await kept).suggestedFilename()).toBe('2026年10月督查表.xlsx');
    expect(errors).toEqual([]);
    await page.close();
  });

  it('fits a phone: rooms first, then the conversation, nothing wider than the screen', async () => {
    const { page, errors } = await visit(390, 844);
    await shot(page, 'phone-rooms');
    await page.click('#rooms button:has-text("督查联络群")');
    await page.waitForSelector('.message');
    await shot(page, 'phone-chat');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    // Without going back to the rooms.
    await page.click('.open-materials:visible');
    await page.waitForSelector('#materials figure img');
    await page.click('#materials header button');
    await page.waitForSelector('#materials', { state: 'hidden' });
    await page.click('#back');
    await page.waitForSelector('#rooms button:visible');
    expect(errors).toEqual([]);
    await page.close();
  });

  it('gives materials to look at and to take away, on a laptop and on a phone', async () => {
    for (const [width, height, screen] of [
      [1280, 800, 'laptop'],
      [390, 844, 'phone'],
    ] as const) {
      const { page, errors } = await visit(width, height);
      expect(await page.textContent('.motto')).toBe('跑遍 · 件件有落实 · 事事有回音');
      await page.click('.open-materials:visible');
      await page.waitForSelector('#materials figure img');
      expect(await page.inputValue('#materials [name=month]')).toBe('2026-10');
      await shot(page, `${screen}-materials-table`);
      const kept = page.waitForEvent('download');
      await page.click('#materials .files a');
      const workbook = await kept;
      expect(workbook.suggestedFilename()).toBe('2026年10月督查表.xlsx');
      expect((await stat(await workbook.path())).size).toBeGreaterThan(5000);
      await page.click('#materials figure button >> nth=0');
      await page.waitForSelector('#picture[open] img');
      await page.keyboard.press('Escape');
      await page.waitForSelector('#picture', { state: 'hidden' });

      await page.click('#materials nav >> text=图表');
      await page.selectOption('#materials [name=chart]', '曲线');
      await page.waitForSelector('#materials >> text=请选择单位。');
      await page.selectOption('#materials [name=unit]', { label: '住房和城乡建设局' });
      await page.waitForSelector('#materials img[alt*="办结进度曲线"]');
      await shot(page, `${screen}-materials-chart`);
      await page.click('#materials nav >> text=民情日记');
      await page.selectOption('#materials [name=period]', '上月');
      await page.fill('#materials [name=of]', '郭辛夷');
      await page.press('#materials [name=of]', 'Enter');
      await page.waitForSelector('#materials .files a:has-text("民情日记-郭辛夷-2026年10月.docx")');
      await page.click('#materials nav >> text=督办单');
      await page.waitForSelector('#materials >> text=还没有督办单');
      await page.fill('#materials [name=number]', '#99');
      await page.click('#materials form [type=submit]');
      await page.waitForSelector('#materials >> text=#99 没有督办单');
      await page.click('#materials nav >> text=台账');
      await page.waitForSelector('#materials .files a[href^="/api/ledger?"]');
      await shot(page, `${screen}-materials-ledger`);

      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await page.evaluate('document.querySelector("#materials").scrollWidth')).toBeLessThanOrEqual(width);
      await page.click('#materials header button');
      await page.waitForSelector('#materials', { state: 'hidden' });
      expect(errors).toEqual([]);
      await page.close();
    }
  });

  it('shows a red bar that names the platform that is down, and the account, though others are there', async () => {
    const reason = '被 QQ 下线（登录已失效）';
    const status = async () => ({
      connections: [
        { platform: 'wecom', state: { kind: 'offline' as const, since: 0, reason: 'Secret 不对' } },
        {
          platform: 'onebot',
          state: { kind: 'online' as const, since: 0, account: '90002' },
          accounts: [
            { name: '90001', state: { kind: 'offline' as const, reason } },
            { name: '90002', state: { kind: 'online' as const } },
          ],
        },
      ],
      waiting: 2,
      dead: 0,
    });
    const other = await startWeb({ ...here.web, status, port: 0, log: pino({ level: 'silent' }) });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(other.url);
    await page.waitForSelector('#alarm:visible');
    await shot(page, 'account-down');
    expect(await page.textContent('#alarm')).toBe(
      `wecom 已断开：Secret 不对　onebot 的账号 90001 已断开：${reason}　待发 2 条`,
    );
    await page.close();
    await other.stop();
  });

  it('says so when the server is gone', async () => {
    const { page } = await visit(1280, 800);
    await page.context().setOffline(true);
    await page.evaluate(() => fetch('/api/state').catch(() => undefined));
    await web.stop();
    await page.waitForSelector('#alarm:visible');
    expect(await page.textContent('#alarm')).toMatch(/连接断开/);
    await page.close();
  });
});
