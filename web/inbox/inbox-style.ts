import { TOKENS_STYLE } from '../markup/tokens-style.ts';

/** The inbox's style sheet. */
export const INBOX_STYLE = `${TOKENS_STYLE}
.in{max-width:64rem;margin:0 auto;padding:0 1rem}
header{background:var(--band);color:var(--on-band)}
header .in{display:flex;flex-wrap:wrap;gap:.5rem 2rem;justify-content:space-between;align-items:center;padding-top:.7rem;padding-bottom:.7rem}
.brand{display:flex;gap:.7rem;align-items:center}.brand b{font-size:1.2rem}
header a{color:var(--on-band);min-height:24px;display:inline-flex;align-items:center}
header a:focus-visible{outline-color:var(--on-band)}
nav{display:flex;gap:.1rem 1.2rem;flex-wrap:wrap}
main.in{padding-top:1.25rem;padding-bottom:2rem}
main>p:first-child{margin-bottom:.75rem}
h1{font-size:1.5rem}
.soft{color:var(--soft)}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:1rem 0}
label{display:grid;gap:.2rem;font-weight:600;flex:1 1 14rem}
input,button,select{font:inherit;min-height:38px;padding:.3rem .7rem;border:1px solid var(--edge);border-radius:7px;background:var(--card);color:var(--ink);min-width:0}
select{width:100%}
label.short{flex:0 1 9rem}
button{background:var(--band);color:var(--on-band);cursor:pointer}
.list{list-style:none;display:grid;gap:.4rem}
.list a{display:grid;gap:0 1rem;grid-template-columns:auto 1fr auto;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.55rem .9rem;color:var(--ink);text-decoration:none;align-items:baseline}
.list a:hover .what{text-decoration:underline}
.channel{font-size:.8rem;font-weight:650;border:1px solid var(--edge);border-radius:999px;padding:0 .55rem;min-width:4.8rem;text-align:center}
.channel.sms{background:var(--sheltered-bg);color:var(--sheltered);border-color:var(--sheltered)}
.who{color:var(--soft);font-size:.9rem}
@media(max-width:34rem){.list a{grid-template-columns:auto 1fr}.list .who{grid-column:1/-1;grid-row:2}.list time.who{grid-column:2;grid-row:1;justify-self:end}}
.what{grid-column:1/-1;font-weight:600;display:block}
.start{grid-column:1/-1;color:var(--soft);display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}
.pages{display:flex;gap:1.5rem;margin-top:1rem}
.pages a,p>a{display:inline-block;min-height:24px}
dl{display:grid;grid-template-columns:auto 1fr;gap:.2rem 1rem;margin:1rem 0}
dt{color:var(--soft)}
.paper{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem}
.bubble{background:var(--sheltered-bg);border-radius:14px 14px 14px 2px;padding:.8rem 1rem;max-width:30rem}
h2{font-size:1.05rem;margin:1.25rem 0 .5rem}
iframe{width:100%;height:34rem;border:1px solid var(--edge);border-radius:8px;background:#fff;color-scheme:light}
`;
