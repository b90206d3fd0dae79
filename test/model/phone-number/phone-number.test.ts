import { expect } from 'chai';
import { format, parse } from '../../../src/model/phone-number/phone-number.js';
import type { TeamsErrorCode } from '../../../src/model/error-codes.js';
import { TeamsError } from '../../../src/model/teams-error.js';
import type { NumbersPort } from '../../../src/ports/numbers.js';

const numbers: NumbersPort = { parse, format };

describe('phone numbers', () => {
  describe('are read as people write them', () => {
    const cases: readonly (readonly [input: string, country: string | undefined, phoneNumber: string])[] = [
      ['+14255550100', undefined, '+14255550100'],
      ['+1 (425) 555-0100', undefined, '+14255550100'],
      ['  +1 425 555 0100  ', 'DE', '+14255550100'],
      ['(425) 555-0100', 'US', '+14255550100'],
      ['425.555.0100', 'us', '+14255550100'],
      ['1 425 555 0100', 'US', '+14255550100'],
      ['011 44 20 7946 0018', 'US', '+442079460018'],
      ['020 7946 0018', 'GB', '+442079460018'],
      ['030 901820', 'DE', '+4930901820'],
      ['0049 30 901820', 'DE', '+4930901820'],
      ['+49 (0)30 901820', undefined, '+4930901820'],
      ['06 6982', 'IT', '+39066982'],
      ['+39 06 698 83462', undefined, '+390669883462'],
      ['＋１４２５５５５０１００', undefined, '+14255550100'],
      ['٤٢٥ ٥٥٥ ٠١٠٠', 'US', '+14255550100'],
      ['\u202a+1\u00a0425\u00a0555\u00a00100\u202c', undefined, '+14255550100'],
      ['+1‑425‑555‑0100', undefined, '+14255550100'],
      ['tel:+1-425-555-0100', undefined, '+14255550100'],
      ['TEL:+1(425)555.0100', undefined, '+14255550100'],
      ['tel:%2B14255550100', undefined, '+14255550100'],
      ['tel:555-0100;phone-context=+1425', undefined, '+14255550100'],
      ['tel:+14255550100;phone-context=example.com', undefined, '+14255550100'],
    ];
    for (const [input, country, phoneNumber] of cases) {
      it(`${input} in ${country ?? 'no country'} is ${phoneNumber}`, () => {
        expect(numbers.parse(input, country)).to.deep.equal({ phoneNumber, emergency: false });
      });
    }
  });

  describe('that call for help are sent untouched', () => {
    const cases: readonly (readonly [input: string, country: string | undefined, phoneNumber: string])[] = [
      ['911', 'US', '911'],
      ['9-1-1', 'US', '911'],
      [' 911 ', 'US', '911'],
      ['tel:911', 'US', '911'],
      ['933', 'US', '933'],
      ['112', 'US', '112'],
      ['999', 'GB', '999'],
      ['112', 'GB', '112'],
      ['110', 'DE', '110'],
      ['112', 'DE', '112'],
      ['17', 'FR', '17'],
      ['000', 'AU', '000'],
      ['10111', 'ZA', '10111'],
      ['111', 'NZ', '111'],
      ['112', undefined, '112'],
      ['911', undefined, '911'],
      ['９１１', 'US', '911'],
      ['911', 'ZZ', '911'],
      ['911,,1', 'US', '911'],
    ];
    for (const [input, country, phoneNumber] of cases) {
      it(`${input} in ${country ?? 'no country'}`, () => {
        expect(numbers.parse(input, country)).to.deep.equal({ phoneNumber, emergency: true });
      });
    }
  });

  describe('are refused rather than guessed', () => {
    const cases: readonly (readonly [input: string, country: string | undefined, code: TeamsErrorCode])[] = [
      ['425 555 0100', undefined, 'country-unknown'],
      ['425 555 0100', 'ZZ', 'country-unknown'],
      ['0049 30 901820', undefined, 'country-unknown'],
      ['411', 'US', 'number-invalid'],
      ['999', 'US', 'number-invalid'],
      ['+911', 'US', 'number-invalid'],
      ['555-0100', 'US', 'number-invalid'],
      ['+1 425 555 01001', undefined, 'number-invalid'],
      ['+999 12345678', undefined, 'number-invalid'],
      ['+', undefined, 'number-invalid'],
      ['', 'US', 'number-invalid'],
      ['hello', 'US', 'number-invalid'],
      ['1-800-FLOWERS', 'US', 'number-invalid'],
      ['phone 425 555 0100', 'US', 'number-invalid'],
      ['call 425 555 0100', 'US', 'number-invalid'],
      ['*67 415 555 2671', 'US', 'number-invalid'],
      ['*#06#', 'US', 'number-invalid'],
      ['+1 425 555 0100#12', undefined, 'number-invalid'],
      ['+1 425 555 0100,,1234#', undefined, 'number-invalid'],
      ['+1 425 555 0100,,1234', undefined, 'number-invalid'],
      ['+1 425 555 0100;1234', undefined, 'number-invalid'],
      ['+1 425 555 0100p1234', undefined, 'number-invalid'],
      ['+1 425 555 0100w1234', undefined, 'number-invalid'],
      ['+1 425 555 0100 x1234', undefined, 'number-invalid'],
      ['+1 425 555 0100 ext. 1234', undefined, 'number-invalid'],
      ['tel:+14255550100;ext=1234', undefined, 'number-invalid'],
      ['tel:+14255550100;isub=1234', undefined, 'number-invalid'],
      ['tel:7042;phone-context=example.com', 'US', 'number-invalid'],
      ['7042;phone-context=example.com', 'US', 'number-invalid'],
      ['tel:%', 'US', 'number-invalid'],
      [`+1${'4255550100'.repeat(30)}`, undefined, 'number-invalid'],
    ];
    for (const [input, country, code] of cases) {
      it(`${input.slice(0, 40) || 'nothing'} in ${country ?? 'no country'} is ${code}`, () => {
        expect(refusal(input, country)).to.include({ code });
      });
    }

    it('and the refusal does not repeat the number', () => {
      expect(refusal('+1 425 555 0100 ext 77', undefined).message).not.to.match(/425|77/);
    });

    it('and digits to key in later are explained, not dropped', () => {
      expect(refusal('+1 425 555 0100,,1234', undefined).message).to.match(/digits to key in/);
    });
  });

  describe('are written as people at home write them', () => {
    const cases: readonly (readonly [phoneNumber: string, country: string | undefined, text: string])[] = [
      ['+14255550100', 'US', '(425) 555-0100'],
      ['+14255550100', 'us', '(425) 555-0100'],
      ['+14255550100', 'DE', '+1 425 555 0100'],
      ['+14255550100', undefined, '+1 425 555 0100'],
      ['+4930901820', 'DE', '030 901820'],
      ['911', 'US', '911'],
      ['+99912345678', 'US', '+99912345678'],
      ['anonymous', undefined, 'anonymous'],
    ];
    for (const [phoneNumber, country, text] of cases) {
      it(`${phoneNumber} in ${country ?? 'no country'} is ${text}`, () => {
        expect(numbers.format(phoneNumber, country)).to.equal(text);
      });
    }
  });
});

function refusal(input: string, country: string | undefined): TeamsError {
  try {
    numbers.parse(input, country);
  } catch (error) {
    if (error instanceof TeamsError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
