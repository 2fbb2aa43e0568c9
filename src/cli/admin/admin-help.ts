export const ADMIN_HELP = `Usage: xo-rtm admin <task> [options]

The public APIs of the platform.

Signing in: from the environment, or by options; secrets never by options
  XO_RTM_API_URL         --api-url <url>       for example https://bots.kore.ai
  XO_RTM_CLIENT_ID       --client-id <cs-…>    of the JWT app that has the API scopes
  XO_RTM_CLIENT_SECRET                         its secret, for HS256, HS384, HS512
  XO_RTM_PRIVATE_KEY     --private-key <file>  PEM, for RS256, RS384, RS512
  XO_RTM_ALGORITHM       --algorithm <name>    as the app is set (default HS256, with a private key RS256)
  XO_RTM_JWE_KEY         --jwe-key <file>      the platform's public key (PEM), where the app enforces JWE
  XO_RTM_JWE_KID         --jwe-kid <id>        and its id
  XO_RTM_BOT_ID, XO_RTM_ACCOUNT_ID             in place of --bot and --account where one is needed

Reading
  roles          [--type bot|admin]
  users
  sessions       [--bot <st-…>] [--from <date>] [--to <date>] [--user <id>] [--id <session>]…
                 [--containment dropOff|selfService|agent] [--type interactive|non-interactive]
  messages       [--bot <st-…>] [--from] [--to] [--user] [--session <id>]… [--channel rtm] [--oldest-first] [--v2]
  debug-logs     --bot <st-…> --identity <user> [--from] [--to] [--channel] [--timezone] [--summary]
  intents        --bot <st-…> --account <id>
  agents         --bot <st-…> --account <id> --from <date> [--to <date>] [--granularity PT1H] [--agent <e-mail>]…
  import-status  <id> [--wait]
  erase-status   <id> [--wait]
Without --bot sessions and messages are those of the whole account. Dates are 2026-01-31 or 2026-01-31T08:00:00Z, in UTC;
spans of any length are read in windows that the platform accepts. Without dates: the last six days.

Changing
  publish        --bot <st-…> --comment <text> [--no-training] [--dry-run]
  import         --bot <st-…> --definition <file> --config <file> [--function <file>]… [--no-wait] [--dry-run]
  erase          --user <id>… (--bot <st-…>… | --all-bots) [--confirm <phrase>] [--no-wait] [--dry-run]
                 cannot be undone: asks to type how much it erases; --confirm is that phrase where nobody can type

Output
  --json         everything that the platform sent
  --csv          the columns of the table, uncut
  --max <n>      stop after so many
  -h, --help     prints this
Progress, waits for rate limits and questions go to stderr.

Exit codes: 0 done, 1 failed, 2 wrong command line, 3 JWT or API scope refused, 130 ended by Ctrl-C.`;
