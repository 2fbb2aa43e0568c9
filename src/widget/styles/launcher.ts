export const launcherStyles = `
.launcher{position:fixed;z-index:var(--_z);inset-block-end:var(--_offset);inset-inline-end:var(--_offset);
inline-size:60px;block-size:60px;display:grid;place-items:center;border:1px solid transparent;border-radius:50%;
background:var(--_accent);color:var(--_on-accent);box-shadow:0 6px 20px var(--_shadow);transition:transform .15s}
.launcher:hover{transform:scale(1.05)}
.launcher:active{transform:scale(.97)}
.launcher:focus-visible{outline-width:3px;outline-offset:3px}
.launcher .icon{inline-size:28px;block-size:28px}
.badge{position:absolute;inset-block-start:-3px;inset-inline-end:-3px;min-inline-size:22px;block-size:22px;padding-inline:6px;
border-radius:11px;border:2px solid var(--_surface);background:#c4251c;color:#fff;font-size:.75em;font-weight:600;line-height:18px;text-align:center}
`;
