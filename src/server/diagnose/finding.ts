/** `error`: the platform rejects the token. `warning`: it may reject it, or the token is bad practice. `note`: for information. */
export type FindingLevel = 'error' | 'warning' | 'note';

/** One result of the diagnosis. It never contains the token, its signature or a key. */
export interface Finding {
  readonly level: FindingLevel;
  readonly code: FindingCode;
  readonly message: string;
  /** What to change. */
  readonly hint?: string;
}

/** Identifies the subject of a finding, for programs. Codes may be added, never renamed. */
export type FindingCode =
  | 'not_a_token'
  | 'token_wrapped'
  | 'token_torn'
  | 'alg_unknown'
  | 'alg_none'
  | 'alg_undocumented'
  | 'alg_unexpected'
  | 'header_crit'
  | 'jwe_missing'
  | 'jwe_sealed'
  | 'jwe_alg'
  | 'jwe_enc'
  | 'jwe_kid'
  | 'app_id_missing'
  | 'app_id_spelling'
  | 'app_id_mismatch'
  | 'client_id_form'
  | 'subject_missing'
  | 'audience'
  | 'anonymous_type'
  | 'date_type'
  | 'date_milliseconds'
  | 'expired'
  | 'expiry_missing'
  | 'life_too_long'
  | 'life_negative'
  | 'clock_skew'
  | 'not_yet_valid'
  | 'jti_missing'
  | 'token_large'
  | 'secret_weak'
  | 'signature_wrong'
  | 'signature_unchecked'
  | 'key_unreadable'
  | 'option_unreadable';

type Text = readonly [message: string, hint?: string];

const make =
  (level: FindingLevel) =>
  (code: FindingCode, ...[message, hint]: Text): Finding => ({
    level,
    code,
    message,
    ...(hint !== undefined && { hint }),
  });

export const error = make('error');
export const warning = make('warning');
export const note = make('note');
