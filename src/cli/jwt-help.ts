export const JWT_HELP = `Usage: xo-rtm jwt sign [options]
       xo-rtm jwt inspect [options] < token

Makes a JWT as your server would, or explains in words what is wrong with one.

Keys come from the environment or from files, never from the command line, which the shell remembers.
  XO_RTM_CLIENT_SECRET   client secret of the JWT app, for HS256, HS384, HS512
  --secret-file <file>   the same from a file; spaces and line ends around it are left out
  XO_RTM_PRIVATE_KEY     PEM of the private key, for RS256, RS384, RS512; \\n may stand for a line end
  --private-key-file <file>  the same from a file
  XO_RTM_CLIENT_ID       client id of the JWT app (cs-…), where --client-id is not given

Options of sign, which prints the JWT and nothing else
  --identity <who>       whom the token is for: needed for the channel
  --anonymous            a visitor whom you do not know
  --use <channel|api>    for the chat, or for the public APIs (default channel)
  --client-id <cs-…>     client id of the JWT app
  --algorithm <name>     HS256, HS512, RS256, RS512 (default HS256 with a secret, RS256 with a key)
  --expires-in <s>       life in seconds, 1 to 3600 (default 300)
  --no-jti               without an id of its own; --expires-in may then be up to 86400
  --claims-file <file>   further claims: a JSON object
  --key-id <kid>         kid in the header, where the platform holds several keys of yours
  --jwe-key-file <file>  encrypts for the platform: its public key, as PEM or JWK
  --jwe-key-id <kid>     kid of that key, where it is no JWK

Options of inspect, which reads the token from stdin, or from
  --file <file>          a file (a token as an argument works, too, but the shell remembers it)
  --use <channel|api>    what the token is for (default: as it looks)
  --client-id <cs-…>     must be the one in the token
  --algorithm <name>     what the JWT app is set to
  --public-key-file <file>  checks the signature of RS256, RS384, RS512; that of HS… is checked with the secret
  --require-jti          the JWT app enforces JTI
  --require-jwe          the JWT app enforces JWE
  --json                 prints the diagnosis as JSON

  -h, --help             prints this

Exit codes: 0 done, and the token is good; 1 it failed, or the token is not good; 2 a wrong command line.

  xo-rtm jwt sign --identity jane@example.com --secret-file secret.txt | xo-rtm jwt inspect --secret-file secret.txt`;
