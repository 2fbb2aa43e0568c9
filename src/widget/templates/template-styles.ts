/** Of what all templates share. Behind the window's own sheet. */
export const templateStyles = `
.part{display:flex;flex-direction:column;align-items:start;gap:6px;inline-size:100%;max-inline-size:100%;min-inline-size:0}
.user .part{align-items:end}
.part>.bubble:has(+*),.part>*+*{border-end-start-radius:18px}
.actions{display:flex;flex-wrap:wrap;gap:6px;max-inline-size:100%;margin-block-start:2px}
.action{display:inline-flex;align-items:center;gap:8px;min-block-size:40px;max-inline-size:100%;padding:6px 14px;border:1px solid var(--_link);border-radius:20px;
background:var(--_raised);color:var(--_link);font-size:.9375em;font-weight:500;line-height:1.3;text-align:start;text-decoration:none;cursor:pointer}
.action:hover{background:var(--_bubble)}
.action:active{background:var(--_border)}
.actions.stack{flex-direction:column;align-items:stretch}
.actions.full{inline-size:100%}
.actions.full .action,.actions.stack .action{justify-content:center;text-align:center}
.solid .action{background:var(--_accent);border-color:var(--_accent);color:var(--_on-accent)}
.tinted .action{background:var(--_bubble);border-color:transparent}
.plain .action{border-color:transparent;padding-inline:6px;text-decoration:underline;text-underline-offset:.2em}
.action-picture{inline-size:24px;block-size:24px;margin-inline-start:-4px;border-radius:50%;object-fit:cover;background:var(--_bubble)}
.action[aria-disabled=true]{border-color:var(--_border);background:none;color:var(--_muted);cursor:default}
.action.chosen,.action.chosen[aria-disabled=true]{border-color:var(--_link);background:var(--_bubble);color:var(--_link);font-weight:600}
.chosen::after{content:"";flex:none;inline-size:.4em;block-size:.8em;margin-block-end:.2em;margin-inline:4px 2px;border:solid currentColor;
border-width:0 2px 2px 0;transform:rotate(45deg)}
.line{align-self:center;margin-block:4px;padding-inline:16px;color:var(--_muted);font-size:.8125em;text-align:center}
@media(forced-colors:active){.action[aria-disabled=true]{color:GrayText;border-color:GrayText}}
`;
