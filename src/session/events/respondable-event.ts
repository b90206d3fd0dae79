/**
 * An event that a page may answer later. As with a service worker's `FetchEvent`, `respondWith` has to be called while
 * the event is being dispatched; the first caller wins.
 */
export abstract class RespondableEvent<Answer> extends Event {
  #answer: Promise<Answer> | undefined;

  /**
   * Gives the answer, or a promise of it.
   *
   * @throws {DOMException} `InvalidStateError` when the event is over: then nobody waits for an answer any longer.
   */
  respondWith(answer: Answer | PromiseLike<Answer>): void {
    if (this.eventPhase === Event.NONE) {
      throw new DOMException(`respondWith() has to be called while ${this.type} is dispatched.`, 'InvalidStateError');
    }
    this.#answer ??= Promise.resolve(answer);
  }

  /** What the page answered, or undefined where nobody did. */
  get answer(): Promise<Answer> | undefined {
    return this.#answer;
  }
}
