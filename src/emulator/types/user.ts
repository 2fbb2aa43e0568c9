/** A person, as a JWT names them. */
export interface EmulatorUser {
  /** `u-…` */
  readonly id: string;
  /** `sub` of the JWT. */
  readonly identity: string;
  readonly isAnonymous: boolean;
}
