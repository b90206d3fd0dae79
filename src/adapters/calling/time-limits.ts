/** How long the adapter waits for the SDK, in milliseconds. */
export interface TimeLimits {
  /** Until the agent is connected. Offline the SDK takes 16 s to give an agent, and then one that is not connected. */
  readonly connect: number;
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
  devices: 9_000,
  command: 20_000,
  picture: 10_000,
  farewell: 2_000,
};
