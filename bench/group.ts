/** The groups, in a process of their own: a fake OneBot server that chatters, reports and hears the answers. */
import { FakeOneBot } from '../fakes/onebot.ts';
import { answerQuestions } from './support/child.ts';
import { benchDistrict } from './support/district.ts';
import { chatterFrames, reportFrame, SELF } from './support/frames.ts';

/** Frames sent before waiting until they are read: enough to keep a bot busy, few enough to hold in memory. */
const BURST = 1000;

const district = benchDistrict();
const members = district.people.map(({ account, name }) => ({ id: account, name }));
const fake = await FakeOneBot.start({
  selfId: SELF,
  groups: district.groups.map((id) => ({ id, members })),
  kept: 1,
});
const chatter = chatterFrames(district);
let lastId = 100_000_000;
let onAnswer = (): void => undefined;
fake.onSent(({ text }) => {
  // Several answers to one room may come as one message.
  for (const _ of text.matchAll(/已登记 #/g)) onAnswer();
});

/** Sends so many messages nobody answers; milliseconds until the bot has read them all. */
async function chat({ count }: { count: number }): Promise<number> {
  const began = performance.now();
  for (let left = count; left > 0; left -= BURST) {
    for (let index = Math.min(BURST, left); index > 0; index -= 1) {
      lastId += 1;
      fake.pushRaw(chatter(lastId));
    }
    await fake.settled();
  }
  return performance.now() - began;
}

/** Reports by one cadre after the other, so many of them waiting for their answer at any time; milliseconds until the last is answered. */
function report({ count, together }: { count: number; together: number }): Promise<number> {
  const began = performance.now();
  let sent = 0;
  let answered = 0;
  const next = (): void => {
    if (sent === count) return;
    const cadre = district.cadres[sent % district.cadres.length];
    if (cadre === undefined) throw new Error('the district has no cadres');
    sent += 1;
    lastId += 1;
    fake.pushRaw(reportFrame(cadre, lastId));
  };
  return new Promise((resolve) => {
    onAnswer = () => {
      answered += 1;
      if (answered === count) resolve(performance.now() - began);
      else next();
    };
    for (let index = 0; index < together; index += 1) next();
  });
}

answerQuestions({ url: () => fake.url, connected: () => fake.waitForClient(30_000), chat, report }, () => fake.stop());
