export const answerStyles = `
.answer{white-space:normal}
.answer .strong{margin-block-end:4px}
.sources{margin-block-start:10px;padding-block-start:8px;border-block-start:1px solid var(--_border);font-size:.9em}
.sources-title{color:var(--_muted);font-weight:600}
.sources ol{margin-block-start:2px;padding-inline-start:1.6em;list-style:decimal}
.sources li{padding-block:4px}
`;
