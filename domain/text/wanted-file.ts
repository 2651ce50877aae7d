/** Whether an answer is wanted as a document to take away. */
import { toHalfWidth } from './normalize.ts';

/** Word, docx, 文档 */
export const isDocumentWord = (word: string): boolean => /^(?:word|docx?|文档)$/i.test(toHalfWidth(word).trim());
