export const composerStyles = `
.composer{flex:none;padding:10px max(12px,50% - 404px) 12px;border-block-start:1px solid var(--_border)}
.box{display:flex;align-items:end;padding:1px;border:1px solid var(--_control);border-radius:24px;background:var(--_raised)}
.box:focus-within{border-color:var(--_link);box-shadow:0 0 0 1px var(--_link)}
.field{flex:1;min-inline-size:0;block-size:32px;max-block-size:min(6*1.45em + 8px,30*var(--_vh));margin-block:7px;margin-inline:14px 4px;padding:4px 2px;
border:0;outline:0;resize:none;overflow-y:auto;background:none;line-height:1.45;scrollbar-width:thin}
.field::placeholder{color:var(--_muted);opacity:1}
.send{background:var(--_accent);color:var(--_on-accent);margin:1px}
.send:disabled{background:none;color:var(--_muted);cursor:default}
.send:focus-visible{outline-color:currentColor;outline-offset:-4px}
@media(forced-colors:active){.box:focus-within{outline:2px solid Highlight}}
`;
