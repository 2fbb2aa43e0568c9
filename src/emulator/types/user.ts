/** A user, identified by a JWT. */
export interface EmulatorUser {
  /** `u-…` */
  readonly id: string;
  /** `sub` of the JWT. */
  readonly identity: string;
  readonly isAnonymous: boolean;
}
