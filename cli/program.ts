/** The command line: `huiyin start`, `migrate`, `import`, `rehearse`, `table`, `emerging`, `calendar`, `settings`, `fake`, `doctor`. */
import { Command } from 'commander';
import { ConfigError, readConfig } from '../config.ts';
import { DatabaseUnavailable } from '../db/unavailable.ts';
import { print, Refused } from './say.ts';

/** Does what the command line says. */
export const run = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> =>
  answered(() => program(env).parseAsync(args, { from: 'user' }));

/** What cannot be done is said, and the exit code is 1. */
export async function answered(command: () => Promise<unknown>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (error instanceof Refused) print(error.message);
    else if (error instanceof ConfigError || error instanceof DatabaseUnavailable)
      process.stderr.write(`${error.message}\n`);
    else throw error;
    process.exitCode = 1;
  }
}

/** Each command loads only what it needs: `--help` answers at once. */
function program(env: NodeJS.ProcessEnv): Command {
  const huiyin = new Command('huiyin')
    .description('回音：跑遍 · 件件有落实 · 事事有回音')
    .showHelpAfterError('运行 huiyin --help 看用法');
  const config = () => readConfig(env);

  huiyin
    .command('start', { isDefault: true })
    .description('启动：连接聊天平台，开始受理、提醒、督查；空数据目录先装入演示区')
    .action(async () => (await import('./start.ts')).start(config()));
  huiyin
    .command('migrate')
    .description('建立或升级数据库表')
    .action(async () => (await import('./migrate.ts')).migrateDatabase(config()));
  huiyin
    .command('import')
    .argument('<path>', 'CSV 文件夹或 xlsx 文件')
    .description('导入名册：单位、人员、小组、群；有误则一条也不导入')
    .action(async (path: string) => (await import('./import.ts')).importFrom(config(), path));
  huiyin
    .command('rehearse')
    .option('--months <number>', '演练几个月', '3')
    .option('--messages <file>', '用真实留言演练（CSV 或 CSV.gz，列：留言主题 留言时间 留言详情，可有 答复时间）')
    .option('--seed <number>', '随机种子，同样的种子得到同样的演练', '1')
    .option('--transcript <file>', '把每个群看到的消息写入文件')
    .description('在内存里演练几个月的工作，打印各群所见、督查表和预警')
    .action(async (options: { months: string; messages?: string; seed: string; transcript?: string }) =>
      (await import('./rehearse.ts')).rehearse(options),
    );
  huiyin
    .command('table')
    .argument('<month>', '月份，如 2026-10')
    .option('--xlsx <file>', '写成 xlsx 文件')
    .option('--picture <file>', '画成 png 图片；多页时文件名加 -2、-3……')
    .description('打印某月督查表，已发布的取当时的文件，未发布的按现在的数据')
    .action(async (month: string, options: { xlsx?: string; picture?: string }) =>
      (await import('./table.ts')).table(config(), month, options),
    );
  huiyin
    .command('calendar')
    .argument('[what]', '放假安排文件（holiday-cn 的 2027.json），或一天')
    .argument('[kind]', '休、班、恢复')
    .argument('[name]', '原因，如 台风')
    .description('查看或补充放假安排；已定的期限随之更正并通知')
    .action(async (what?: string, kind?: string, name?: string) =>
      (await import('./calendar.ts')).calendar(config(), what, kind, name),
    );
  huiyin
    .command('chart')
    .argument('<kind>', '趋势、漏斗、曲线、单位、覆盖或苗头')
    .argument('<file>', '写成的 png 图片')
    .option('--unit <name>', '哪个单位的趋势、曲线、单位卡')
    .option('--of <name>', '覆盖是哪里的：镇街、组团、小组或村社')
    .option('--month <month>', '覆盖是哪个月的，默认本走访周期')
    .option('--number <number>', '苗头的序号')
    .description('画图：12 个月趋势、各单位进度漏斗图、办结进度曲线、单位概况、走访覆盖、苗头')
    .action(
      async (kind: string, file: string, options: { unit?: string; of?: string; month?: string; number?: string }) =>
        (await import('./chart.ts')).chart(config(), kind, file, options),
    );
  huiyin
    .command('flags')
    .argument('[which]', '单位，或预警的序号')
    .description('打印近期的预警；加单位或序号看全部依据')
    .action(async (which?: string) => (await import('./flags.ts')).flags(config(), which));
  huiyin
    .command('emerging')
    .argument('[word]', '类别或镇街，如 教育')
    .description('打印近 13 周的倾向性苗头；加类别或镇街看依据')
    .action(async (word?: string) => (await import('./emerging.ts')).emerging(config(), word));
  huiyin
    .command('document')
    .argument('<kind>', '月报、通报、督办单、交办单、季度研究或民情日记')
    .argument('<file>', '写成的 docx 文件；民情日记也可写成 xlsx、png')
    .option('--month <month>', '月报（默认上月）、通报（默认本月）是哪个月的，如 2026-10')
    .option('--number <number>', '督办单、交办单的编号；#12 为事项编号')
    .option('--of <name>', '谁的日记：干部姓名，或组团加小组，如 城厢组团一组')
    .option('--period <words>', '日记的时段（默认本月），如 上月、第三季度；季度研究的季度（默认上季度）')
    .description('写成 Word 文件，版式按 GB/T 9704')
    .action(
      async (kind: string, file: string, options: { month?: string; number?: string; of?: string; period?: string }) =>
        (await import('./document.ts')).document(config(), kind, file, options),
    );
  huiyin
    .command('ledger')
    .argument('<file>', '写成的 xlsx 文件')
    .option('--unit <name>', '责任单位或下属单位')
    .option('--from <day>', '从哪天上报的起，如 2026-01-01')
    .option('--to <day>', '到哪天上报的止')
    .description('导出台账，反映人已脱敏；件数不限')
    .action(async (file: string, options: { unit?: string; from?: string; to?: string }) =>
      (await import('./ledger.ts')).ledger(config(), file, options),
    );
  huiyin
    .command('settings')
    .argument('[key]', '设置项')
    .argument('[value]', '新值（JSON）')
    .description('查看或修改规则里的数字')
    .action(async (key?: string, value?: string) => (await import('./settings.ts')).settings(config(), key, value));
  huiyin
    .command('fake')
    .argument('<platform>', '平台：onebot、mirai 或 wecom')
    .option('--port <number>', '端口，0 为任意空闲端口')
    .option('--token <token>', '令牌、verifyKey 或 Secret', '')
    .description('手工起一个假的聊天服务器，排练怎么接：打印 .env 该填什么，在这里打字就是群里有人说话')
    .action(async (platform: string, options: { port?: string; token: string }) =>
      (await import('./fake.ts')).fake(platform, options),
    );
  huiyin
    .command('doctor')
    .option('--connect', '登录企业微信机器人以核对密钥；会把正在运行的回音顶下线，请先停掉', false)
    .description('检查配置、数据库、时区、放假安排、聊天连接：哪里不对，怎么修')
    .action(async (options: { connect: boolean }) => (await import('./doctor.ts')).doctor(env, options));
  return huiyin;
}
