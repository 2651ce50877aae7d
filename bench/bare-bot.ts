/**
 * The least a bot can do, as the yardstick: reads frames with `ws`, writes one row a report with postgres.js, answers.
 * It knows nobody, checks nothing, remembers nothing and may answer twice or never after a crash.
 */
import postgres from 'postgres';
import { WebSocket } from 'ws';
import { answerQuestions } from './support/child.ts';
import { usageOfThisProcess } from './support/usage.ts';

const [url = '', databaseUrl = ''] = process.argv.slice(2);

interface Frame {
  post_type?: string;
  group_id: number;
  user_id: number;
  message_id: number;
  message: { type: string; data: { text?: string } }[];
}

const sql = postgres(databaseUrl, { onnotice: () => undefined });
await sql`create table if not exists reports (id bigint generated always as identity primary key, group_id bigint not null,
  user_id bigint not null, message_id bigint not null, content text not null, at timestamptz not null default now())`;

const socket = new WebSocket(url);
socket.on('message', (data: Buffer) => {
  const frame = JSON.parse(data.toString()) as Frame;
  if (frame.post_type !== 'message') return;
  const content = frame.message.find((segment) => segment.type === 'text')?.data.text ?? '';
  if (content.startsWith('上报')) void report(frame, content.slice(2).trim());
});

async function report({ group_id, user_id, message_id }: Frame, content: string): Promise<void> {
  const [row] = await sql<{ id: string }[]>`insert into reports (group_id, user_id, message_id, content)
    values (${group_id}, ${user_id}, ${message_id}, ${content}) returning id`;
  const message = [{ type: 'text', data: { text: `已登记 #${row?.id}` } }];
  socket.send(JSON.stringify({ action: 'send_group_msg', params: { group_id, message }, echo: message_id }));
}

answerQuestions({ usage: usageOfThisProcess }, async () => {
  socket.close();
  await sql.end();
});
