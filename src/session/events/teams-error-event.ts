import type { ErrorCategory, TeamsErrorCode } from '../../model/error-codes.js';
import type { TeamsErrorDetail } from '../../model/teams-error.js';

/** Something failed. Carries the `TeamsError` as data; starts at the element concerned, or at `document`. */
export class TeamsErrorEvent extends Event implements TeamsErrorDetail {
  readonly code: TeamsErrorCode;
  readonly category: ErrorCategory;
  readonly userMessage: string;
  readonly retryable: boolean;
  readonly message: string;

  constructor(error: TeamsErrorDetail) {
    super('teams-error', { bubbles: true, composed: true });
    this.code = error.code;
    this.category = error.category;
    this.userMessage = error.userMessage;
    this.retryable = error.retryable;
    this.message = error.message;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'teams-error': TeamsErrorEvent;
  }
}
