import { SIGNER_VARIABLES, TOKEN_SERVER_VARIABLES } from '../server/index.js';
import { SIGNING_HELP } from './signing.js';

/** The last one is the command's own: connecting is no business of the handler. */
const VARIABLES = {
  ...TOKEN_SERVER_VARIABLES,
  XO_RTM_REDIS_URL: 'where machines count together (redis://…); needs the package ioredis or redis beside it',
};

const own = Object.entries(VARIABLES).filter(([name]) => !(name in SIGNER_VARIABLES));
const width = Math.max(...own.map(([name]) => name.length));
const variables = own.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`).join('\n');

export const TOKEN_SERVER_HELP = `Usage: xo-rtm token-server [options]

The endpoint that gives your pages their JWT: POST /token answers { "jwt": "…" }. GET /health answers 200 while it runs.
TLS is the business of the proxy in front.

  --port <n>                        port to listen on; 0 takes any free one (default: PORT, else 4101)
  --host <address>                  address to listen on (default 127.0.0.1; 0.0.0.0 in a container)
  --path <path>                     path of the endpoint (default /token)
  --visitor-secret-file <file>      in place of XO_RTM_VISITOR_SECRET
  --old-visitor-secret-file <file>  in place of XO_RTM_VISITOR_SECRET_OLD
  -h, --help                        prints this

${SIGNING_HELP}

Who may ask, from the environment
${variables}

Exit codes: 0 ended by Ctrl-C or SIGTERM; 1 it failed; 2 a wrong command line or environment.`;
