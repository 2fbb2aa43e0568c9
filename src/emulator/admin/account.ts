/** What the account of the emulator is made of. */
export interface Account {
  readonly accountId: string;
  readonly orgId: string;
  readonly bot: { readonly id: string; readonly name: string };
}
