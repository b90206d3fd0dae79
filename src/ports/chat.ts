/** Chats, as far as calls need them. Rejects with a `TeamsError`. */
export interface ChatPort {
  /** The one-to-one chat of two users, created where there is none yet. Returns its id. */
  createOneOnOne(userId: string, otherUserId: string, signal?: AbortSignal): Promise<string>;
}
