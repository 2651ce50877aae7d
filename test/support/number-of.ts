/** The number of the issue a message of the bot names first: 已登记 #12. */
export const numberOf = ({ text }: { text: string }): number => Number(/#(\d+)/.exec(text)?.[1]);
