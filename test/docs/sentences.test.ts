/** What people are told stands in `wording/`: elsewhere a sentence would escape the account of what was ever told. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sentencesIn } from './sentences.ts';

const root = new URL('../../', import.meta.url);
const filesIn = (folder: string): string[] =>
  readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

const folders = ['cli', 'commands', 'db', 'jobs', 'web'];
const files = ['compose.ts', 'config.ts', 'main.ts', ...folders.flatMap(filesIn)];

/** What is a text of its own. */
const apart: Record<string, string> = {
  'commands/handbook.ts': 'the handbook itself, written into docs/ by a script and told to nobody',
};

it('leaves no sentence outside wording', () => {
  expect(files.length).toBeGreaterThan(150);
  const found = files
    .filter((file) => apart[file] === undefined)
    .flatMap((file) =>
      sentencesIn(readFileSync(new URL(file, root), 'utf8')).map(({ line, text }) => `${file}:${line} ${text}`),
    );
  expect(found).toEqual([]);
});

/** Says that something cannot be, is not there, or has to be done first. */
const refuses = (text: string): boolean => /没有|不能|无法|只能|不是|请先|须/u.test(text);

/** Said in services of what is there, and no answer to what somebody wants. */
const told = new Set(['没有走访小组', '没有列出的单位由所有督查联络员负责。']);

it('leaves no refusal in services, where it would escape the account of refusals nobody was told', () => {
  const found = filesIn('services').flatMap((file) =>
    sentencesIn(readFileSync(new URL(file, root), 'utf8'))
      .filter(({ text }) => refuses(text) && !told.has(text))
      .map(({ line, text }) => `${file}:${line} ${text}`),
  );
  expect(found).toEqual([]);
});

it('leaves out no file that says nothing', () => {
  for (const file of Object.keys(apart))
    expect(sentencesIn(readFileSync(new URL(file, root), 'utf8')).length, file).toBeGreaterThan(0);
});

it('would find one wherever it is said, short or long', () => {
  for (const source of [
    `await answer(ctx, message('没有变化'));`,
    `print(\`\${key} 不能是 \${value}\`);`,
    'const title = `${month}通报（${listed.length} 件）`;',
    `defineCommand({ name: '日历', run: (ctx) => answer(ctx, message('请先写明日期')) });`,
    `throw new Error('数据库没有回答');`,
    `const say = { label: { text: '请重新发送这条消息' } };`,
  ])
    expect(sentencesIn(source), source).toHaveLength(1);
});

it('takes words for words', () => {
  for (const source of [
    `complain('单位', row);`,
    `if (mode === '不提') return;`,
    `type Mode = '另列' | '不提';`,
    `defineCommand({ name: '日历', summary: '看放假安排，双访办可调整某一天', args: { day: optional(words('哪一天，不写为今天')) } });`,
    `program.command('doctor').description('检查配置：哪里不对，怎么修');`,
    `const days = { label: '天数，如 3天', read: (text) => readDays(\`\${text}天\`) };`,
  ])
    expect(sentencesIn(source), source).toEqual([]);
});
