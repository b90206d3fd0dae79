import { sentenceOf } from '../../server/token/token-log.js';

/** A log of JSON, one line an entry, on standard output, where containers are listened to. */
export interface ServiceLog {
  readonly info: (event: string, details?: object) => void;
  readonly error: (event: string, details?: { readonly cause?: unknown }) => void;
}

export function serviceLog(write: (line: string) => void): ServiceLog {
  const line = (level: 'info' | 'error', event: string, details: object): void =>
    write(JSON.stringify({ time: new Date().toISOString(), level, event, ...details }));
  return {
    info: (event, details = {}) => line('info', event, details),
    error: (event, { cause, ...details } = {}) =>
      line('error', event, { ...details, ...(cause === undefined ? {} : { cause: sentenceOf(cause) }) }),
  };
}
