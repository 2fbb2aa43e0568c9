import { SIGNING_HELP } from './signing.js';

export const JWT_HELP = `Usage: xo-rtm jwt sign [options]
       xo-rtm jwt inspect [options] < token

Makes a JWT as your server would, or explains in words what is wrong with one.

${SIGNING_HELP}

Options of sign, which prints the JWT and nothing else
  --identity <who>       whom the token is for: needed for the channel
  --anonymous            a visitor whom you do not know
  --use <channel|api>    for the chat, or for the public APIs (default channel)
  --no-jti               without an id of its own; --expires-in may then be up to 86400
  --claims-file <file>   further claims: a JSON object

Options of inspect, which reads the token from stdin, or from
  --file <file>          a file (a token as an argument works, too, but the shell remembers it)
  --use <channel|api>    what the token is for (default: as it looks)
  --client-id <cs-…>     must be the one in the token
  --algorithm <name>     what the JWT app is set to
  --secret-file <file>   checks the signature of HS256, HS384, HS512; XO_RTM_CLIENT_SECRET does so, too
  --public-key-file <file>  checks the signature of RS256, RS384, RS512: PEM or JWK
  --require-jti          the JWT app enforces JTI
  --require-jwe          the JWT app enforces JWE
  --json                 prints the diagnosis as JSON

  -h, --help             prints this

Exit codes: 0 done, and the token is good; 1 it failed, or the token is not good; 2 a wrong command line or environment.

  xo-rtm jwt sign --identity jane@example.com --secret-file secret.txt | xo-rtm jwt inspect --secret-file secret.txt`;
