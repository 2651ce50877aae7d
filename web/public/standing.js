/** How the house stands: its clock and what moves it, its channels, what is wrong. */
import { channelDots, momentWords } from './view.js';

const $ = (id) => document.getElementById(id);

export function showClock({ now, moving, to }) {
  $('now').textContent = momentWords(now);
  $('moving').hidden = !moving;
  $('moving').textContent = to ? `正在走到 ${momentWords(to)}……` : '时钟在走……';
  for (const button of document.querySelectorAll('#moves button')) button.disabled = moving;
}

/** @param movable not where a real platform is connected */
export function showMoves(movable) {
  $('moves').hidden = !movable;
  $('frozen').hidden = movable;
}

export function alarm(words) {
  $('alarm').hidden = !words;
  $('alarm').textContent = words;
}

export function showStatus({ connections = [], waiting = 0, dead = 0, error = '' }) {
  $('channels').replaceChildren(channelDots(connections, waiting));
  const down = connections.flatMap(({ platform, state, accounts = [] }) =>
    state.kind === 'offline'
      ? `${platform} 已断开：${state.reason}`
      : accounts
          .filter((account) => account.state.kind === 'offline')
          .map(({ name, state: { reason } }) => `${platform} 的账号 ${name} 已断开：${reason}`),
  );
  if (dead > 0) down.push(`${dead} 条消息没有送达`);
  if (error) down.push(error);
  alarm(down.length ? `${down.join('　')}${waiting > 0 ? `　待发 ${waiting} 条` : ''}` : '');
}
