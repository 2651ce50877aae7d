/** Questions to the server, and what it tells by itself. */

/** The answer as it is; an error in words where there is none. */
export async function ask(path, body) {
  const response = await fetch(
    `/api/${path}`,
    body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  ).catch(() => {
    throw new Error('连不上服务器');
  });
  const answer = await response.json().catch(() => ({ error: '服务器的回答读不懂' }));
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** How long to wait where the browser has given up, milliseconds. */
const AGAIN = 3000;

/** What is said, the clock, how the channels stand; connected again whenever the connection is lost. */
export function listen({ onOpen, onMessage, onClock, onStatus, onLost }) {
  const events = new EventSource('/api/events');
  const on = (name, handler) => events.addEventListener(name, (event) => handler(JSON.parse(event.data)));
  on('message', onMessage);
  on('clock', onClock);
  on('status', onStatus);
  events.addEventListener('open', onOpen);
  events.addEventListener('error', () => {
    onLost();
    // The browser gives up for good after some refusals; then we begin again ourselves.
    if (events.readyState === EventSource.CLOSED)
      setTimeout(() => listen({ onOpen, onMessage, onClock, onStatus, onLost }), AGAIN);
  });
}
