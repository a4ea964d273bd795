import { describe, expect, test } from 'vitest';
import { Decimal, exactNumber, parseExact, stringifyExact } from './exact-json.ts';

describe('exact JSON', () => {
  test('a number of 28 digits survives the way in and out', () => {
    const text = '{"values":[123456789012345678.0123456789,7043545,-0.10]}';
    const parsed = parseExact(text) as { values: unknown[] };
    expect(parsed.values).toEqual([new Decimal('123456789012345678.0123456789'), 7043545, -0.1]);
    expect(stringifyExact({ amount: parsed.values[0] })).toBe('{"amount":123456789012345678.0123456789}');
  });

  test('digits inside texts and keys stay text', () => {
    const text = '{"12345678901234567890":"a \\"12345678901234567890\\" b"}';
    expect(parseExact(text)).toEqual(JSON.parse(text));
  });

  test('a text that looks like our mark is only a text', () => {
    expect(stringifyExact({ a: '$decimal1', b: '","c":1' })).toBe('{"a":"$decimal1","b":"\\",\\"c\\":1"}');
  });

  test.each([
    ['42', 42],
    ['-0.25', -0.25],
    ['0000000000000000001', 1],
    ['1234567890.1234567890', new Decimal('1234567890.1234567890')],
  ])('%s keeps its value', (text, expected) => {
    expect(exactNumber(text)).toEqual(expected);
  });

  test('broken JSON is refused', () => {
    expect(() => parseExact('{"a":')).toThrow(SyntaxError);
  });
});
