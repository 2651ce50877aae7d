/** What people take away, and how each is asked for in chat and on the command line; in the console it is chosen under 资料. */
import type { MaterialAsked } from './asked.ts';

/** The ledger is streamed, all else is made whole. */
export type MaterialKind = MaterialAsked['kind'] | 'ledger';

export interface Doors {
  /** As people call it. */
  name: string;
  /** A sentence in chat. */
  chat: string;
  /** Behind `huiyin`. */
  cli: string;
}

/** Every kind has all three doors: the type holds the kinds, tests the doors. */
export const doors: Record<MaterialKind, readonly Doors[]> = {
  table: [{ name: '督查表', chat: '督查表 2026-10', cli: 'table 2026-10 --xlsx 督查表.xlsx --picture 督查表.png' }],
  report: [{ name: '月报', chat: '月报 2026-10 Word', cli: 'document 月报 月报.docx --month 2026-10' }],
  circular: [{ name: '通报', chat: '通报 10月 Word', cli: 'document 通报 通报.docx --month 2026-10' }],
  chart: [
    { name: '趋势', chat: '图表 趋势', cli: 'chart 趋势 趋势.png' },
    { name: '漏斗', chat: '图表 漏斗', cli: 'chart 漏斗 漏斗.png' },
    { name: '曲线', chat: '图表 曲线 住建局', cli: 'chart 曲线 曲线.png --unit 住建局' },
    { name: '单位卡', chat: '图表 单位 住建局', cli: 'chart 单位 单位.png --unit 住建局' },
  ],
  coverage: [
    { name: '走访覆盖', chat: '覆盖 城厢组团 10月', cli: 'chart 覆盖 覆盖.png --of 城厢组团 --month 2026-10' },
  ],
  diary: [
    {
      name: '民情日记',
      chat: '日记 城厢组团一组 10月 Word',
      cli: 'document 民情日记 日记.docx --of 城厢组团一组 --period 2026-10',
    },
  ],
  order: [{ name: '督办单', chat: '督办 #1 Word', cli: 'document 督办单 督办单.docx --number #1' }],
  form: [{ name: '问题交办单', chat: '交办 #1', cli: 'document 交办单 交办单.docx --number #1' }],
  pack: [
    {
      name: '季度研究',
      chat: '季度研究 2026年第4季度',
      cli: 'document 季度研究 季度研究.docx --period 2026年第4季度',
    },
  ],
  emerging: [{ name: '苗头', chat: '苗头 1', cli: 'chart 苗头 苗头.png --number 1' }],
  ledger: [{ name: '台账', chat: '台账 住建局', cli: 'ledger 台账.xlsx --unit 住建局' }],
};
