import {
  isSupportedCountry,
  ParseError,
  parsePhoneNumberWithError,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/min';
import { TeamsError } from '../teams-error.js';
import { readDialledText } from './dialled-text.js';
import { isEmergencyNumber } from './emergency-numbers.js';

/** The longest number there is, without its `+`: ITU-T E.164. */
const LONGEST = 15;

/**
 * Reads a number as a person in that country wrote it.
 *
 * The order of the steps keeps calls from reaching the wrong party: a number plan alone makes `911` into `+1911`, reads
 * the letters of `1-800-FLOWERS` as nothing, and takes what is to be keyed in later for a part of the number.
 */
export function parse(
  input: string,
  country: string | undefined,
): { readonly phoneNumber: string; readonly emergency: boolean } {
  const { number, afterwards } = readDialledText(input);
  const region = toRegion(country);
  const digits = number.replace(/[\s().\-/\u2010-\u2015\u2212]/g, '');
  if (isEmergencyNumber(digits, region)) return { phoneNumber: digits, emergency: true };
  if (afterwards !== undefined) {
    throw new TeamsError(
      'number-invalid',
      'There is an extension or there are digits to key in behind the number. They cannot be sent yet, and calling ' +
        'without them would reach somebody else: give the number alone.',
    );
  }
  if (!digits.startsWith('+') && region === undefined && /\d/.test(digits)) {
    throw new TeamsError(
      'country-unknown',
      'The number has no country code, and no country is set to read it in: set `country` on <teams-session>.',
    );
  }
  const parsed = parsePossible(number, region);
  return { phoneNumber: parsed.number, emergency: false };
}

/** How people write this E.164 number in that country: without the country code at home, with it elsewhere. */
export function format(phoneNumber: string, country: string | undefined): string {
  if (!phoneNumber.startsWith('+')) return phoneNumber;
  try {
    const parsed = parsePhoneNumberWithError(phoneNumber, { extract: false });
    return parsed.country !== undefined && parsed.country === toRegion(country)
      ? parsed.formatNational()
      : parsed.formatInternational();
  } catch {
    return phoneNumber; // a number of no known plan is best shown as it is
  }
}

function parsePossible(number: string, region: CountryCode | undefined): PhoneNumber {
  let parsed: PhoneNumber;
  try {
    parsed = parsePhoneNumberWithError(number, { ...(region && { defaultCountry: region }), extract: false });
  } catch (cause) {
    const reason = cause instanceof ParseError ? cause.message : 'UNREADABLE';
    throw new TeamsError('number-invalid', `This is no phone number (${reason}).`, { cause });
  }
  if (!parsed.isPossible() || parsed.number.length - 1 > LONGEST) {
    throw new TeamsError('number-invalid', 'No phone number of that country is as long or as short as this.');
  }
  return parsed;
}

/** Undefined also for letters that are no country's: better to ask for the country code than to guess. */
function toRegion(country: string | undefined): CountryCode | undefined {
  const region = country?.trim().toUpperCase();
  return region && isSupportedCountry(region) ? region : undefined;
}
