/** Who may import whom (docs/architecture.md). */
const only = (from, ...to) => ({
  name: `${from}-imports`,
  comment: `${from} may import only ${to.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^${from}/` },
  to: {
    path: '^(bot|cli|commands|db|demo|domain|fakes|jobs|rehearsal|reports|services|web|wording)/',
    pathNot: `^(${[from, ...to].join('|')})/`,
  },
});

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    only('domain'),
    only('db', 'domain'),
    only('wording', 'domain'),
    only('reports', 'domain'),
    only('bot', 'domain'),
    only('fakes'),
    only('services', 'db', 'domain', 'reports', 'wording'),
    only('commands', 'services', 'domain', 'wording'),
    only('jobs', 'services', 'db', 'domain'),
    only('web', 'bot', 'services', 'domain'),
    only('demo', 'services', 'db', 'domain'),
    only('rehearsal', 'bot', 'db', 'domain', 'services'),
    {
      name: 'drizzle-stays',
      severity: 'error',
      comment: 'drizzle stays in db and services, and in the one command that writes settings',
      from: { path: '^(bot|commands|demo|domain|fakes|jobs|rehearsal|reports|web|wording)/' },
      to: { path: 'node_modules/drizzle-orm' },
    },
    {
      name: 'canvas-stays',
      severity: 'error',
      comment: 'the canvas is known to the pen alone, and everything that draws runs in the thread of the press',
      from: { pathNot: '^reports/picture/pen\\.ts$' },
      to: { path: 'node_modules/@napi-rs/canvas' },
    },
    {
      name: 'drawn-by-the-press',
      severity: 'error',
      comment: 'outside reports only types of what the press makes are known, and the ledger, which is a stream',
      from: { pathNot: '^(reports|test|bench|scripts)/' },
      to: {
        path: '^reports/',
        pathNot: '^reports/(press|sheet/ledger)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'sheets-stay',
      severity: 'error',
      comment: 'sheets are written in reports; the roster and real messages are read where they come in',
      from: { pathNot: '^(reports/sheet|services/roster|rehearsal)/' },
      to: { path: 'node_modules/hucre' },
    },
    {
      name: 'mirai-js-stays',
      severity: 'error',
      comment: 'mirai-js is unmaintained and surprising: one file knows it, bot/mirai/ helps without importing it',
      from: { pathNot: '^bot/mirai\\.ts$' },
      to: { path: 'node_modules/mirai-js' },
    },
    {
      name: 'wecom-sdk-stays',
      severity: 'error',
      comment: 'the WeCom SDK is known to one file',
      from: { pathNot: '^bot/wecom\\.ts$' },
      to: { path: 'node_modules/@wecom/' },
    },
    {
      name: 'environment-once',
      severity: 'error',
      comment: 'nothing but the program itself and the tests imports the program',
      from: { pathNot: '^(main\\.ts|cli/|test/|bench/)' },
      to: { path: '^(main|config)\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test|bench|scripts|docs|web/public|data)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.cjs'] },
  },
};
