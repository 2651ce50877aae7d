/** What is said elsewhere because somebody is not reached in private. */

/** To the office, of what somebody should have heard. */
export const passOnWords = (name: string, words: string): string => `请转告${name}（私聊发不到）：${words}`;

/** To a unit's group: its lead was to have the document of an order. */
export const orderNotDelivered = (issue: number): string =>
  ` 督办单（Word）没能私聊发给负责人，请联络员或负责人私聊我发：督办 #${issue} Word`;
