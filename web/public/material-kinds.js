/** The kinds of 资料: what each asks for, and what it says while something is missing. */

const plain = (choices) => [['', choices]];
const units = ({ departments, towns }) => [
  ['区级单位', departments],
  ['镇街', towns],
];
const month = ({ months }) => ({ name: 'month', label: '月份', groups: plain(months) });
/** The last month that is over: its table is out. */
const lastMonth = ({ months }) => ({ month: (months[1] ?? months[0]).value });
const byMonth = {
  fields: (choices) => [month(choices)],
  asked: ({ month }) => ({ month }),
};
const numberOf = (value) => (value ? Number(value) : null);

const charts = [
  { value: '趋势', label: '趋势（12 个月）' },
  { value: '漏斗', label: '漏斗（全部单位）' },
  { value: '曲线', label: '曲线（办结快慢）' },
  { value: '单位', label: '单位卡（现状）' },
];
const needsUnit = (chart) => chart === '曲线' || chart === '单位';

const periods = ['本周', '上周', '本月', '上月', '本季度', '上季度', '今年'].map((value) => ({ value, label: value }));

export const kinds = {
  table: { name: '督查表', note: '图片、xlsx', first: lastMonth, ...byMonth },
  report: { name: '月报', note: 'Word', first: lastMonth, ...byMonth },
  circular: { name: '通报', note: 'Word', first: ({ months }) => ({ month: months[0].value }), ...byMonth },
  chart: {
    name: '图表',
    note: '趋势、漏斗、曲线、单位卡',
    first: () => ({ chart: '趋势', unit: '' }),
    fields: (choices, { chart }) => [
      { name: 'chart', label: '图', groups: plain(charts) },
      ...(chart === '漏斗'
        ? []
        : [
            {
              name: 'unit',
              label: '单位',
              groups: units(choices),
              placeholder: needsUnit(chart) ? '请选择单位' : '全区',
            },
          ]),
    ],
    asked: ({ chart, unit }) =>
      needsUnit(chart) && !unit ? '请选择单位。' : { chart, unit: chart === '漏斗' ? null : numberOf(unit) },
  },
  coverage: {
    name: '走访覆盖',
    note: '图片',
    first: () => ({ scope: '', month: '' }),
    fields: (choices) => [
      {
        name: 'scope',
        label: '范围',
        placeholder: '全区',
        groups: [
          ['镇街', choices.towns.map(({ label }) => ({ value: label, label }))],
          ['组团', choices.clusters],
        ],
      },
      { ...month(choices), label: '时段', placeholder: '本走访周期' },
    ],
    asked: ({ scope, month }) => ({ scope, month: month || null }),
  },
  diary: {
    name: '民情日记',
    note: '图片、xlsx、Word',
    first: () => ({ of: '', period: '本月' }),
    fields: ({ diarists, months }) => [
      {
        name: 'period',
        label: '时段',
        groups: [
          ['', periods],
          ['月份', months.map(({ label }) => ({ value: label, label }))],
        ],
      },
      { name: 'of', label: '小组或干部', list: diarists, placeholder: '写几个字，从列表里选' },
    ],
    asked: ({ of, period }) => (of.trim() ? { of, period } : '请写走访小组或干部，写几个字就能从列表里选。'),
  },
  order: {
    name: '督办单',
    note: 'Word',
    first: () => ({ number: '' }),
    fields: () => [{ name: 'number', label: '督办单号，或 #事项编号', placeholder: '例如 3号、#12' }],
    pick: 'number',
    picks: ({ orders }) => orders,
    asked: ({ number }, { orders }) => {
      if (number.trim()) return { number };
      return orders.length > 0
        ? '请选一份督办单，或按编号查看。'
        : '还没有督办单。督查联络员在聊天里发“督办 #编号 要求”签发。';
    },
  },
  form: {
    name: '问题交办单',
    note: 'Word',
    first: () => ({ number: '' }),
    fields: () => [{ name: 'number', label: '交办单号，或 #事项编号', placeholder: '例如 1号、#12' }],
    pick: 'number',
    picks: ({ forms }) => forms,
    asked: ({ number }, { forms }) => {
      if (number.trim()) return { number };
      return forms.length > 0
        ? '请选一份未办结的问题交办单；已办结的按编号查看。'
        : '没有未办结的问题交办单；已办结的按编号查看。双访办在聊天里发“交办 #编号 区领导 主办单位 协办单位”签发。';
    },
  },
  pack: {
    name: '季度研究',
    note: '提请领导小组，Word',
    first: ({ quarters }) => ({ quarter: quarters[0].value }),
    fields: ({ quarters }) => [{ name: 'quarter', label: '季度', groups: plain(quarters) }],
    asked: ({ quarter }) => ({ quarter }),
  },
  emerging: {
    name: '苗头',
    note: '近 13 周，图片',
    first: () => ({ number: '' }),
    fields: () => [],
    pick: 'number',
    picks: ({ emerging }) => emerging,
    asked: ({ number }) => ({ number: numberOf(number) }),
  },
  ledger: {
    name: '台账',
    note: 'xlsx',
    first: () => ({ unit: '', month: '' }),
    fields: (choices) => [
      { name: 'unit', label: '单位', groups: units(choices), placeholder: '全部单位' },
      { ...month(choices), label: '上报月份', placeholder: '全部时间' },
    ],
    asked: ({ unit, month }) => ({ unit: numberOf(unit), month: month || null }),
  },
};
