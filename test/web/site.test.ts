/** The console's server: what it gives and whom it refuses. */
import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEdition } from '../../db/monthly-editions.ts';
import { openConsoleHouse, type ConsoleHouse } from '../support/console-house.ts';
import { countedSite } from '../support/counted-site.ts';
import { sent } from '../support/touched.ts';

describe('the console site', () => {
  let here: ConsoleHouse;
  let app: ReturnType<typeof countedSite>;
  const local = { host: '127.0.0.1:8787' };
  const json = { ...local, 'content-type': 'application/json', origin: 'http://127.0.0.1:8787' };
  const post = (path: string, body: unknown, headers: Record<string, string> = json) =>
    app.request(path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

  beforeAll(async () => {
    here = await openConsoleHouse('2026-10-12');
    app = countedSite(here.web);
  });
  afterAll(() => here.close());

  it('serves the page and its parts with a policy that lets nothing foreign in', async () => {
    for (const [path, type] of [
      ['/', 'text/html'],
      ['/app.css', 'text/css'],
      ['/app.js', 'text/javascript'],
      ['/view.js', 'text/javascript'],
      ['/materials.js', 'text/javascript'],
      ['/material-kinds.js', 'text/javascript'],
      ['/materials.css', 'text/css'],
      ['/icon.svg', 'image/svg+xml'],
    ] as const) {
      const answer = await app.request(path, { headers: local });
      expect(answer.status, path).toBe(200);
      expect(answer.headers.get('content-type')).toContain(type);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    }
  });

  it('refuses foreign hosts, foreign origins, other bodies and unknown pages', async () => {
    expect((await app.request('/api/state', { headers: { host: 'evil.example' } })).status).toBe(403);
    expect((await post('/api/speak', {}, { ...json, origin: 'http://evil.example' })).status).toBe(403);
    expect((await post('/api/speak', {}, { ...json, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post('/api/speak', {}, { ...json, 'content-length': '99999999' })).status).toBe(413);
    expect((await app.request('/../config.ts', { headers: local })).status).toBe(404);
  });

  it('tells bad input from good in Chinese', async () => {
    for (const body of [
      '{',
      {},
      { account: 'p1', room: 'onebot:group:1', text: 'x' },
      { account: 'p1', room: 'console:group:liaison', text: '  ' },
    ]) {
      const answer = await post('/api/speak', body);
      expect(answer.status).toBe(400);
      expect(((await answer.json()) as { error: string }).error).toMatch(/消息是空的/);
    }
    expect((await post('/api/clock', { move: 'backwards' })).status).toBe(400);
  });

  it('lets people speak, and shows what the bot answered', async () => {
    const room = 'console:group:cluster';
    expect((await post('/api/speak', { account: 'p1', room, text: '上报 拱秀社区路灯不亮' })).status).toBe(200);
    await here.house.quiet();
    const { messages } = (await (
      await app.request(`/api/messages?room=${encodeURIComponent(room)}`, { headers: local })
    ).json()) as {
      messages: { account: string | null; name: string | null; segments: { text?: string }[] }[];
    };
    expect(messages.map((one) => one.name)).toEqual(['郭辛夷', null]);
    expect(messages[1]?.segments.map((segment) => segment.text).join('')).toMatch(/已登记 #1 道路交通/);
  });

  it('moves the clock and runs what was due on the way', async () => {
    const before = here.web.clock.now();
    expect((await post('/api/clock', { move: 'nextMonth1' })).status).toBe(200);
    expect(here.web.clock.now()).toBeGreaterThan(before);
    const { messages } = (await (
      await app.request('/api/messages?room=console:group:liaison', { headers: local })
    ).json()) as { messages: { segments: { text?: string }[] }[] };
    expect(JSON.stringify(messages)).toMatch(/月度督查表/);
  });

  it('gives pictures and files by address, byte for byte as they were issued, and keeps them out of the history', async () => {
    const { messages } = (await (
      await app.request('/api/messages?room=console:group:liaison', { headers: local })
    ).json()) as { messages: { id: number; segments: { type: string; name: string; url: string; data?: string }[] }[] };
    const attached = messages
      .flatMap((one) => one.segments)
      .filter(({ type, name }) => (type === 'image' || type === 'file') && name.includes('督查表'));
    expect(attached.map(({ name, data }) => [name, data])).toEqual([
      ['2026年10月督查表-区级单位.png', undefined],
      ['2026年10月督查表-镇街.png', undefined],
      ['2026年10月督查表.xlsx', undefined],
    ]);
    const issued = await loadEdition(here.db, '2026-10');
    for (const [index, { url, name }] of attached.entries()) {
      const answer = await app.request(url, { headers: local });
      expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(issued?.files[index]?.bytes ?? []))).toBe(true);
      const way = name.endsWith('png') ? 'inline' : 'attachment';
      expect(answer.headers.get('content-disposition')).toBe(`${way}; filename*=UTF-8''${encodeURIComponent(name)}`);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    for (const path of ['/api/attachments/1/0', '/api/attachments/999999/1', '/api/attachments/1/x'])
      expect((await app.request(path, { headers: local })).status, path).toBe(404);
  });

  it('gives a document that was asked for in the chat, as what it is', async () => {
    const room = 'console:group:liaison';
    expect((await post('/api/speak', { account: 'p7', room, text: '/月报 2026-10 Word' })).status).toBe(200);
    await here.house.quiet();
    const { messages } = (await (await app.request(`/api/messages?room=${room}`, { headers: local })).json()) as {
      messages: { segments: { name?: string; url?: string }[] }[];
    };
    const sent = messages.flatMap(({ segments }) => segments).find(({ name }) => name === '2026年10月民情月报.docx');
    const answer = await app.request(sent?.url ?? '', { headers: local });
    expect(answer.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    );
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await answer.arrayBuffer()) });
    expect(value).toMatch(/^2026年10月民情问题办理情况月报/);
  });

  it('gives the ledger as a download, of all or of one unit', async () => {
    const read = async (path: string): Promise<{ rows: number; disposition: string | null }> => {
      const answer = await app.request(path, { headers: local });
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(await answer.arrayBuffer());
      return {
        rows: (workbook.worksheets[0]?.rowCount ?? 0) - 1,
        disposition: answer.headers.get('content-disposition'),
      };
    };
    expect(await read('/api/ledger')).toEqual({
      rows: 1,
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent('台账-2026-11-02.xlsx')}`,
    });
    expect(await read('/api/ledger?unit=1')).toMatchObject({ rows: 0 });
    expect((await app.request('/api/ledger?unit=99', { headers: local })).status).toBe(404);
  });

  it('says what would do instead of what it refuses', async () => {
    const said = async (answer: Response | Promise<Response>): Promise<string> =>
      ((await (await answer).json()) as { error: string }).error;
    const get = (path: string) => app.request(path, { headers: local });
    const late = here.web.clock.now() + 401 * 24 * 3_600_000;
    for (const [answer, words] of [
      [app.request('/api/state', { headers: { host: 'evil.example' } }), /只能从本机访问，请在运行回音的机器上打开/],
      [post('/api/speak', {}, { ...json, origin: 'http://evil.example' }), /只接受本页面的请求/],
      [post('/api/speak', {}, { ...json, 'content-type': 'text/plain' }), /请求应为 JSON/],
      [post('/api/speak', {}, { ...json, 'content-length': '99999999' }), /内容太长，最多 64 KB/],
      [post('/api/speak', { account: 'p1', room: 'console:private:p2', text: '帮助' }), /私聊里只有本人能发言/],
      [post('/api/speak', { account: 'p1', room: 'console:group:gone', text: '帮助' }), /没有这个群，可能已从名册移除/],
      [post('/api/clock', { move: 'backwards' }), /看不懂要拨到什么时间/],
      [post('/api/clock', { at: late }), /时钟只能往后拨，一次最多 400 天/],
      [get('/nowhere'), /没有这个页面/],
      [get('/api/attachments/999999/1'), /没有这个附件/],
      [get('/api/ledger?unit=99'), /没有这个单位，可能已合并或改名/],
      [get('/api/ledger?month=10'), /看不懂月份/],
    ] as const)
      expect(await said(answer)).toMatch(words);
  });

  it('says that the clock is running already', async () => {
    let arrive: () => void = () => undefined;
    const moveTo = () => new Promise<void>((resolve) => (arrive = resolve));
    const slow = countedSite({ ...here.web, clock: { ...here.web.clock, moveTo } });
    const move = () =>
      slow.request('/api/clock', { method: 'POST', headers: json, body: JSON.stringify({ move: 'plus1h' }) });
    const first = move();
    const second = await move();
    expect(second.status).toBe(409);
    expect(((await second.json()) as { error: string }).error).toMatch(/时钟正在走/);
    arrive();
    expect((await first).status).toBe(200);
  });

  it('says that the database is gone, to a page that asks and to one that only listens', async () => {
    const dumb = countedSite({ ...here.web, status: () => Promise.reject(new Error('gone')) });
    const state = await dumb.request('/api/state', { headers: local });
    expect(state.status).toBe(500);
    expect(((await state.json()) as { error: string }).error).toMatch(/出错了，请稍后再试/);
    const events = (await dumb.request('/api/events', { headers: local })).body?.getReader();
    let heard = '';
    while (!heard.includes('数据库没有回答')) heard += new TextDecoder().decode((await events?.read())?.value);
    sent(heard);
    await events?.cancel();
  });

  it('does not move the clock of real people', async () => {
    const real = countedSite({ ...here.web, clock: { ...here.web.clock, movable: false } });
    const answer = await real.request('/api/clock', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ move: 'plus1h' }),
    });
    expect(answer.status).toBe(409);
  });

  it('keeps nothing personal of what is said, nor an accusation', async () => {
    const room = 'console:private:p1';
    const said = async (text: string) => {
      expect((await post('/api/speak', { account: 'p1', room, text })).status).toBe(200);
      await here.house.quiet();
    };
    await said('上报 拱秀社区漏水 反映人：周大为 电话：13812345678');
    const [{ last } = { last: 0 }] = await here.db.query<{ last: number }>(
      'select max(number) as last from issues',
      [],
    );
    await said(`联系人 #${last}`);
    await said('举报村支书收受红包');
    const kept = JSON.stringify(await here.chat.history(room, null, 20));
    expect(kept).toMatch(/反映人：周\*\* 138\*\*\*\*\\n本次查看已记录/);
    expect(kept).toMatch(/涉及问题线索，不予保存/);
    expect(kept).not.toMatch(/周大为|13812345678|红包/);
    const shown: string[] = [];
    const end = here.chat.subscribe(({ segments }) => shown.push(JSON.stringify(segments)));
    await said(`联系人 #${last}`);
    end();
    expect(shown.join('')).toContain('周大为 13812345678');
  });
});
