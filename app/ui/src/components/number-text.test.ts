import { describe, expect, test } from 'vitest';
import { Decimal } from '../api/exact-json.ts';
import { numberToEdit, numberToShow, readNumber } from './number-text.ts';

describe('numbers as text', () => {
  test.each([
    [7043545, 'en-US', '7,043,545', '7043545'],
    [-1234.5, 'de-DE', '-1.234,5', '-1234,5'],
    [new Decimal('123456789012345678.0123456789'), 'en-US', '123,456,789,012,345,678.0123456789', '123456789012345678.0123456789'],
    [1e-7, 'en-US', '0.0000001', '0.0000001'],
    [1.5e21, 'en-US', '1,500,000,000,000,000,000,000', '1500000000000000000000'],
    [0, 'en-US', '0', '0'],
    [null, 'en-US', '', ''],
    ['not a number', 'en-US', 'not a number', 'not a number'],
  ])('%s in %s', (value, language, shown, edited) => {
    expect(numberToShow(value, language)).toBe(shown);
    expect(numberToEdit(value, language)).toBe(edited);
  });

  test.each([
    ['1,234.5', 'en-US', 1234.5],
    ['1.234,5', 'de-DE', 1234.5],
    ['1 234,5', 'fr-FR', 1234.5],
    [' -.5 ', 'en-US', -0.5],
    ['007', 'en-US', 7],
    ['+12', 'en-US', 12],
    ['', 'en-US', null],
    ['12345678901234567890.25', 'en-US', new Decimal('12345678901234567890.25')],
  ])('%s typed in %s is read', (text, language, value) => {
    expect(readNumber(text, language)).toEqual(value);
  });

  test.each([['1,23', 'en-US'], ['1.2.3', 'en-US'], ['12a', 'en-US'], ['1e5', 'en-US'], ['--1', 'en-US'], ['.', 'en-US']])(
    '%s is left for the server to refuse',
    (text, language) => {
      expect(readNumber(text, language)).toBe(text);
    },
  );
});
