/** Styles of digital forms. They load with the first form. */
export const frameStyles = `
.form-frame{display:block;inline-size:24em;max-inline-size:100%;block-size:420px;border:1px solid var(--_border);border-radius:14px;background:#fff;color-scheme:light}
.form-tab{display:inline-flex;align-items:center;min-block-size:40px}
.form-dialog{inline-size:min(560px,100vw - 32px);max-inline-size:none;block-size:min(720px,100vh - 32px);max-block-size:none;padding:0;
border:1px solid var(--_border);border-radius:var(--_radius);background:var(--_surface);color:var(--_text);overflow:hidden}
.form-dialog[open]{display:flex;flex-direction:column}
.form-dialog::backdrop{background:rgb(0 0 0/.45)}
.form-dialog-head{display:flex;align-items:center;justify-content:space-between;gap:12px;padding:8px 8px 8px 16px;padding-inline:16px 8px;border-block-end:1px solid var(--_border);font-weight:600}
.form-dialog-head .quiet{min-block-size:44px;font-weight:600}
.form-dialog .form-frame{flex:1;inline-size:100%;border:0;border-radius:0}
@media(max-width:480px){.form-tab{display:inline-flex;align-items:center;min-block-size:40px}
.form-dialog{inline-size:100vw;block-size:100vh;block-size:100dvh;margin:0;border:0;border-radius:0}}
`;
