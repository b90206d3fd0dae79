/** How often a key was counted in its window, this time included. */
export interface RateLimitCount {
  readonly requests: number;
  /** In milliseconds, until the window ends and counting begins again. */
  readonly endsInMs: number;
}

/** Where requests are counted. Instances that share a store share the limit. */
export interface RateLimitStore {
  /**
   * Counts one request. The first of a key opens a window of so many seconds; a request after its end opens the next.
   * Two requests at the same time must not be counted as one.
   */
  count(key: string, seconds: number): RateLimitCount | Promise<RateLimitCount>;
}
