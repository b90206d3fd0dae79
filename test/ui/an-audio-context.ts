/** Stands in for the browser's AudioContext, so that a test decides whether sound is let through. */
export class AnAudioContext extends EventTarget {
  /** All that were made since the last test. */
  static made: AnAudioContext[] = [];
  /** Whether the next one may sound before somebody has clicked. */
  static allowed = true;

  state: AudioContextState = AnAudioContext.allowed ? 'running' : 'suspended';
  readonly currentTime = 0;
  readonly destination = {};
  notes = 0;

  constructor() {
    super();
    AnAudioContext.made.push(this);
  }

  resume(): Promise<void> {
    this.state = 'running';
    this.dispatchEvent(new Event('statechange'));
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.state = 'closed';
    return Promise.resolve();
  }
}

/** A gain or an oscillator: counts the notes of its context. */
export class ANode {
  readonly gain = {
    setValueAtTime: () => {},
    linearRampToValueAtTime: () => {},
    exponentialRampToValueAtTime: () => {},
  };
  readonly #context: AnAudioContext;

  constructor(context: AnAudioContext) {
    this.#context = context;
  }

  connect<Next>(next: Next): Next {
    return next;
  }

  start(): void {
    this.#context.notes += 1;
  }

  stop(): void {}
}
