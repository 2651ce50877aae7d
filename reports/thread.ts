/** The thread of the press: one order after the other, each answered with bytes or with what went wrong. */
import { parentPort } from 'node:worker_threads';
import { makers } from './makers.ts';
import type { Answer, Order } from './press.ts';

let before: Promise<void> = Promise.resolve();

parentPort?.on('message', (order: Order) => {
  before = before.then(() => fulfil(order));
});

async function fulfil({ id, kind, input }: Order): Promise<void> {
  const make = makers[kind] as (input: unknown) => Promise<Uint8Array[]>;
  let answer: Answer;
  try {
    answer = { id, files: await make(input) };
  } catch (error) {
    answer = { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(answer, 'files' in answer ? answer.files.flatMap(ownMemory) : []);
}

/** The memory of a file that is nobody else's: given away with it instead of copied. A small Buffer lies in one of many. */
const ownMemory = ({ buffer, byteLength }: Uint8Array): ArrayBuffer[] =>
  buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
