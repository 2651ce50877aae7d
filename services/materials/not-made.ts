/** Said where a file could not be made; the log says why. */
export const notMade = '文件没有做成，请稍后再试；一直不成请看日志。';
