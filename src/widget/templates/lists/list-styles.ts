export const listStyles = `
.section-title{padding:10px 14px 6px;background:var(--_bubble);font-size:.875em;font-weight:650}
.rows+.section-title,.section-title{border-block-start:1px solid var(--_border)}
.rows>li:first-child>.section-title{border-block-start:0}
.detail{display:flex;align-items:center}
.detail+.detail{margin-block-start:4px}
.dates{color:var(--_muted);font-size:.8125em}
.row .actions{margin-block-start:2px}
.row-rest>*+.actions{margin-block-start:8px}
.row-end .actions{margin:0}
.seekers{display:flex;flex-wrap:wrap;gap:8px;padding:10px 14px;border-block-start:1px solid var(--_border)}
.seekers+.rows{border-block-start:1px solid var(--_border)}
.seek{flex:1;min-inline-size:120px;block-size:40px;padding:0 12px;border:1px solid var(--_control);border-radius:12px;background:var(--_raised);color:inherit;font:inherit}
.sort{min-block-size:40px;margin-inline:-8px 0;padding:0 8px;border-radius:12px;color:var(--_link);font-weight:600}
.sort[aria-pressed=true]{background:var(--_bubble)}
.nothing{padding:14px;color:var(--_muted)}
.fold>summary{padding-inline-end:40px;cursor:pointer;list-style:none}
.fold>summary::-webkit-details-marker{display:none}
.fold>summary::after{content:"";position:absolute;inset-inline-end:18px;inset-block-start:24px;inline-size:8px;block-size:8px;border:solid var(--_muted);border-width:0 2px 2px 0;transform:rotate(45deg)}
.fold[open]>summary::after{transform:translateY(4px) rotate(-135deg)}
.fold>summary:focus-visible{outline-offset:-3px}
.fold .row-body>.row-more{display:block}
.fold .split{gap:2px 8px}
.fold-body{padding:0 14px 12px}
.options{margin:4px 0 0;padding:0;border:0;min-inline-size:0}
.option{display:flex;align-items:center;gap:10px;min-block-size:40px;cursor:pointer}
.option input{flex:none;inline-size:20px;block-size:20px;margin:0;accent-color:var(--_accent)}
.option:has(:disabled){color:var(--_muted);cursor:default}
`;
