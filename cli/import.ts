/** `huiyin import <folder|xlsx>` */
import type { Config } from '../config.ts';
import { importRoster } from '../services/roster/import.ts';
import { print, withDatabase } from './open.ts';

export function importFrom(config: Config, path: string): Promise<void> {
  return withDatabase(config, async ({ db, vault }) => {
    const result = await importRoster(db, path, vault.seal);
    if (result.ok) {
      print(
        `已导入：${Object.entries(result.counts)
          .map(([sheet, count]) => `${sheet} ${count}`)
          .join('，')}`,
      );
      for (const { sheet, row, reason } of result.differences) print(`${sheet} 第 ${row} 行：${reason}`);
      if (result.differences.length > 0)
        print(
          `共 ${result.differences.length} 处表和群里改的不一样，都按群里的。请更正表；要按表的，在群里用“名册变动”查到那一条撤回。`,
        );
      return;
    }
    for (const { sheet, row, reason } of result.problems)
      print(row === 0 ? `${sheet}：${reason}` : `${sheet} 第 ${row} 行：${reason}`);
    print(`共 ${result.problems.length} 处有误，一条也没有导入。改好后再导入一次。`);
    process.exitCode = 1;
  });
}
