/** What is asked about is not there. */
export const notThere = {
  issue: (number: number) => `没有 #${number} 这件事，请核对编号；发送“我的”可看与您有关的事项。`,
  surge: (number: number) => `没有第 ${number} 号苗头。发送“苗头”可看全部。`,
};
