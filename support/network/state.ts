/** What a network is as of, for those who read it once for as long as nothing in it changes. */
export interface NetworkState {
  /** As long as it is the same, nothing that is read of the network is any other. */
  readonly text: string;
  /** The same after a reading as before: nothing changed in between, not even to and fro. */
  readonly changes: number;
}
