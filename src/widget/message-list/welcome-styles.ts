export const welcomeStyles = `
.welcome{display:flex;flex-direction:column;align-items:center;gap:8px;inline-size:100%;max-inline-size:440px;margin:auto;padding:24px 4px;text-align:center}
.welcome .avatar{inline-size:64px;block-size:64px;font-size:1.5em}
.welcome-title{margin:8px 0 0;font-size:1.375em;font-weight:650;line-height:1.25}
.welcome-text{color:var(--_muted);white-space:pre-line}
.welcome-text a{color:var(--_link)}
.starts{display:flex;flex-direction:column;gap:8px;inline-size:100%;margin-block-start:16px}
.start{display:flex;align-items:center;justify-content:center;min-block-size:44px;padding:8px 16px;border:1px solid var(--_link);border-radius:22px;
background:var(--_raised);color:var(--_link);font-weight:500;line-height:1.3;text-align:center;text-decoration:none}
.start:hover{background:var(--_bubble)}
.start:active{background:var(--_border)}
`;
