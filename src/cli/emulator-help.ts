export const EMULATOR_HELP = `Usage: xo-rtm emulator [options]

The Kore.ai XO platform's RTM channel on this machine, for development and tests: POST oAuth/token/jwtgrant and
rtm/start, the WebSocket, GET botmessages/rtm, the theme, and a bot. Everything is in memory, unless --data is given.

Where and who
  --config <file>        JSON with options of startEmulator: bot, faults, and in admin the public APIs (apps and their
                         scopes, roles, users, jobs, rate limits); what the command line says wins
  --port <n>             port to listen on; 0 takes any free one (default 4100)
  --host <address>       address to listen on (default 127.0.0.1; 0.0.0.0 opens it to your network)
  --lan                  listens on the address of this machine in your local network, for phones and other devices:
                         who is in that network can be anybody here
  --allow-origin <o>     pages of this origin may call, too: https://shop.example (may be given several times; pages of
                         localhost, 127.0.0.1 and the emulator's own always may, and all others never)
  --allow-host <name>    answers to this name, too, as behind a tunnel: my-machine.local (may be given several times)
  --data <file>          keeps users, tokens, sessions, messages and jobs in this SQLite file, over kill -9, too
                         (Node 22.13 or newer; before, with the package libsql installed)
  --bot-name <name>      name of the bot, as in options.bot.name (default "Demo Bot")
  --bot-id <st-…>        id of the bot (default: made up)
  --client-id <cs-…>     client id of the JWT app (default: made up)
                         XO_RTM_CLIENT_SECRET in the environment sets its secret (default: made up, never shown)

What answers
  --bot <demo|echo>      built-in bot (default demo: write help to it)
  --bot-script <file>    your own: .mjs or .js whose default export is
                         async (message, say, context) => { await say('You said ' + message.text) }
                         or { onMessage, onConnect?, onEvent?, onClose? }
  --greeting <text>      said when a session begins

How it behaves
  --seed <n>             the same ids, delays and chances at every start
  --faults <file>        JSON: an array of rules such as
                         {"match":{"at":"in","frame":"/bot.message"},"action":"recordThenCut","count":1}
                         {"match":{"at":"http","endpoint":"rtm/start"},
                          "action":{"type":"status","status":429,"retryAfter":2}}
  --token-ttl <s>        life of access tokens in seconds (default 86400)
  --url-ttl <s>          life of socket URLs in seconds (default 30)
  --require-jti          JWTs need a fresh jti and live an hour at most
  --answer-pings         {"type":"ping"} is answered with pong (the platform does not)
  --dedupe               a repeated clientMessageId is the same message (unknown of the platform)
  --no-user-msg-id       history without userMsgId, as older platforms give it

Watching
  --inspector            serves the inspector at /_inspect beyond this machine, too: who reaches it can use it
                         (default: only where the host is this machine)
  --no-inspector         serves none
  --trace                prints every frame and request, secrets redacted
  -h, --help             prints this

A page without a server of its own gets its JWT from POST <url>/jwt. Never expose that to others.`;
