/** How long the adapter waits for the SDK, in milliseconds. */
export interface TimeLimits {
  /** Until the agent is connected. Offline the SDK takes 16 s to give an agent, and then one that is not connected. */
  readonly connect: number;
  /**
   * Until there is an agent to ask for a call. A call that is asked of an agent without a network ends after 2 to 3 s,
   * and nobody should wait for longer than 15 s altogether to hear that it is the network.
   */
  readonly dial: number;
  /** Until an agent that never connected is replaced by another when a connection is asked for again. */
  readonly stale: number;
  /** Until the device manager is there. Offline it takes over 7 s. */
  readonly devices: number;
  /** Until the service has taken an answer, a rejection, a hang-up, a change of microphone or camera. */
  readonly command: number;
  /** Until there is a picture. */
  readonly picture: number;
  /** Until calls that are up at the end of a connection are hung up. */
  readonly farewell: number;
}

export const usualLimits: TimeLimits = {
  connect: 20_000,
  dial: 8_000,
  stale: 120_000,
  devices: 9_000,
  command: 20_000,
  picture: 10_000,
  farewell: 2_000,
};
