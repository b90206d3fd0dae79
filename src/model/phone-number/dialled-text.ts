import { TeamsError } from '../teams-error.js';

/** What a person or a page wrote for a number, taken apart before any number plan is asked. */
export interface DialledText {
  /** The number alone: digits, separators, perhaps a leading `+`. */
  readonly number: string;
  /** What is to be keyed in once the call is up, or the extension: present as soon as there is any. */
  readonly afterwards: string | undefined;
}

/** Direction marks and zero-width characters that come along when a number is copied from a page or an address book. */
const INVISIBLE = /\p{Cf}/gu;
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;
const PARAMETER = /;([a-z-]+)=([^;]*)/gi;
/** A comma or `p` waits two seconds, a semicolon or `w` for a tap; then the digits behind it are keyed in. */
const POST_DIAL = /[,;pw]/i;

/**
 * Reads the text of a dial pad, a web page or a `tel:` link (RFC 3966). Throws `number-invalid` for what no telephone
 * network takes as a number.
 */
export function readDialledText(input: string): DialledText {
  const text = plainDigits(input.normalize('NFKC').replace(INVISIBLE, '')).trim();
  const isLink = /^tel:/i.test(text);
  const { rest, parameters } = takeParameters(isLink ? decoded(text.slice('tel:'.length)) : text);
  const [number = '', ...behind] = split(rest);
  if (/[*#]/.test(rest)) {
    throw invalid('Codes with * or # switch services of the telephone network on and off; they cannot be called');
  }
  if (/\p{L}/u.test(number)) throw invalid('There are letters in it; write the digits');
  return {
    number: inContext(number.trim(), parameters.get('phone-context')),
    afterwards: behind[0] ?? parameters.get('ext') ?? parameters.get('isub') ?? parameters.get('postd'),
  };
}

function takeParameters(text: string): { readonly rest: string; readonly parameters: ReadonlyMap<string, string> } {
  const parameters = new Map<string, string>();
  const rest = text.replace(PARAMETER, (_, name: string, value: string) => {
    parameters.set(name.toLowerCase(), value);
    return '';
  });
  return { rest, parameters };
}

/** The number, and the post-dial digits if there are any. */
function split(text: string): readonly string[] {
  const at = text.search(POST_DIAL);
  // A number cannot begin with its pause: what stands there is a word, such as the p of "phone".
  return at > 0 ? [text.slice(0, at), text.slice(at)] : [text];
}

/** A local number says with `phone-context` whose local number it is: a prefix, or the name of a private network. */
function inContext(number: string, context: string | undefined): string {
  if (context === undefined || number.startsWith('+')) return number;
  if (context.startsWith('+')) return context + number;
  throw invalid(`It is an extension of the private network "${context}"`);
}

function plainDigits(text: string): string {
  return text.replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone % is no encoding; the number plan will say what is wrong with it
  }
}

/** The number itself stays out of the message: it may be somebody's private one, and messages are logged. */
function invalid(reason: string): TeamsError {
  return new TeamsError('number-invalid', `This cannot be called. ${reason}.`);
}
