import { TOKENS_STYLE } from '../markup/tokens-style.ts';

/** The status page's one style sheet, written into it. */
export const STATUS_STYLE = `${TOKENS_STYLE}
header{background:var(--band);color:var(--on-band)}
.in{max-width:46rem;margin:0 auto;padding:1rem}
.brand{display:flex;gap:.75rem;align-items:center}
.brand svg{flex:none}
.brand b{display:block;font-size:1.25rem;letter-spacing:.02em}
.brand small{display:block;color:var(--on-band);opacity:.85}
.tongues{margin-left:auto;flex:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
.tongues a{color:inherit;padding:.25rem 0;min-height:24px;display:inline-block}
.all{margin-top:1rem;border-radius:10px;background:var(--b);border-left:8px solid var(--c);padding:1rem}
.all h1{font-size:1.4rem;color:var(--c);display:flex;gap:.6rem}
.all .shape{width:1.6rem;height:1.6rem;--card:var(--b)}
.all p{margin-top:.35rem;color:var(--ink)}
h2{font-size:1.1rem;margin:1.75rem 0 .6rem}
.rows{list-style:none;display:grid;gap:.6rem}
.row{background:var(--card);border:1px solid var(--line);border-left:6px solid var(--c);border-radius:8px;padding:.75rem 1rem}
.row h3{font-size:1.05rem;display:inline}
.top{display:flex;flex-wrap:wrap;gap:.15rem 1rem;justify-content:space-between;align-items:baseline}
.row p,.was{margin-top:.3rem}
.was{padding-left:1.1rem}
.soft{color:var(--soft)}
.h{display:block;width:100%;height:22px}
.h path{stroke-dasharray:.74 .26;fill:none}
.h-unwatched{stroke:var(--edge);stroke-width:1}.h-unseen{stroke:var(--suspect);stroke-width:2}.h-suspended{stroke:var(--suspended);stroke-width:6}.h-calm{stroke:var(--up);stroke-width:4}
.h-sheltered{stroke:var(--sheltered);stroke-width:8}.h-down{stroke:var(--down);stroke-width:12}
.hist{margin-top:.6rem}
.hist table{border-collapse:collapse;margin:.2rem 0 .4rem}
.hist th,.hist td{text-align:left;padding:.15rem 1rem .15rem 0;border-bottom:1px solid var(--line)}
.key{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1rem}
.key li{display:flex;align-items:baseline;gap:.4rem}
.key .h{width:7px;height:18px}
.map{display:block;width:100%;max-width:40rem;margin:1rem auto}
.map rect{fill:var(--b,none);stroke:var(--c,var(--edge));stroke-width:3}
.map .nobody rect{stroke-dasharray:6 5}
.map g{color:var(--c);--card:var(--b)}
.map text{fill:var(--ink);text-anchor:middle;font-size:22px}
main .tongues{list-style:none;margin:0}main .tongues a{color:var(--link)}
.msg{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem}
.msg h3{font-size:1rem}
.rows{margin-top:.6rem}
.old{padding-bottom:0}
.msg .sheet{margin-top:.4rem}
.funnels{list-style:none;margin-top:.4rem}
.funnels svg{display:block;width:100%;height:6px;margin:.35rem 0 .15rem;border-radius:3px;background:var(--line)}
.f-delivered{fill:var(--up)}.f-accepted{fill:var(--sheltered)}.f-claimed,.f-unknown{fill:var(--suspect)}.f-failed{fill:var(--down)}.f-replaced{fill:var(--edge)}
.msg blockquote{margin:.4rem 0 0;padding:.5rem .75rem;border-left:3px solid var(--edge);background:var(--ground)}
summary{cursor:pointer;min-height:24px;padding:.2rem 0;color:var(--link)}
.warn{background:var(--suspect-bg);color:var(--suspect);border:2px solid var(--suspect);border-radius:8px;padding:.75rem 1rem;margin-top:1rem;font-weight:600}
footer{color:var(--soft);border-top:1px solid var(--line);margin-top:2rem}
footer p+p{margin-top:.4rem}
.push button{font:inherit;min-height:44px;padding:.5rem 1rem;border:2px solid var(--link);border-radius:8px;background:var(--card);color:var(--link);font-weight:600}
.push h2{margin-top:0}.push p+p{margin-top:.5rem}
.row a,.row .soft+a{display:inline-block;min-height:24px}
`;
