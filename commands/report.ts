/** 上报: a cadre reports what a resident raised. */
import { readReport } from '../domain/text/report.ts';
import { report } from '../services/issues/report.ts';
import { verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '上报',
  aliases: ['反映', '登记'],
  summary: '上报群众反映的问题；可加 地点： 类别： 单位： 反映人： 电话： 急，现场解决的写“现场解决：怎样解决”',
  examples: [
    '上报 拱秀社区3幢楼下污水井冒水 急',
    '上报\n地点：紫霞村\n类别：道路交通\n反映人：张先生\n电话：13800000000\n村口路灯坏了半个月',
    '上报 北干街道 楼道灯不亮 现场解决：已换灯泡',
  ],
  args: { text: verbatim('问题内容') },
  where: 'anywhere',
  bare: (rest) => rest !== '',
  run: (ctx, { text }) => report(ctx, readReport(text), ctx.quote),
});
