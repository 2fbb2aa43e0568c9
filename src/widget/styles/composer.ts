export const composerStyles = `
.composer{position:relative;flex:none;padding:10px 12px 12px;border-block-start:1px solid var(--_border)}
.field{display:block;inline-size:100%;min-block-size:48px;max-block-size:calc(6*1.45em + 26px);padding:12px 52px 12px 16px;padding-inline:16px 52px;resize:none;
overflow-y:auto;border:1px solid var(--_control,var(--_muted));border-radius:24px;background:var(--_raised);line-height:1.45;scrollbar-width:thin}
.field::placeholder{color:var(--_muted);opacity:1}
.send{position:absolute;inset-block-end:14px;inset-inline-end:14px;background:var(--_accent);color:var(--_on-accent)}
.send:disabled{background:none;color:var(--_muted);cursor:default}
.send:focus-visible{outline-color:currentColor;outline-offset:-4px}
`;
