/** A reason for giving an issue back says whose it is, or why it is not the unit's; that it is not theirs says nothing. */
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../domain/settings.ts';
import { saysWhose } from '../../../domain/text/substance.ts';

describe('a reason for a return', () => {
  it.each([
    ['不归我们', false],
    ['不是我们的', false],
    ['不归我们单位管，请转办', false],
    ['这个不属于我局职责范围。', false],
    ['不属本单位', false],
    ['这事跟我们没关系，派错了', false],
    ['收到，不归我管，谢谢', false],
    ['不归我们，属城管局', true],
    ['管线属供水公司', true],
    ['属市容', true],
    ['归物业', true],
    ['红线外', true],
    ['不在辖区，新塘的', true],
    ['属城厢街道', true],
    ['是住建局的', true],
  ])('“%s” says something: %s', (text, says) => {
    expect(saysWhose(text) >= defaultSettings['return.reasonLetters']).toBe(says);
  });
});
