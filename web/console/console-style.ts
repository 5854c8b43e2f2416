import { TOKENS_STYLE } from '../markup/tokens-style.ts';
import { CHART_STYLE } from './chart-style.ts';

/** The console's style sheet: one column on a phone, two on a desk. */
export const CONSOLE_STYLE = `${TOKENS_STYLE}${CHART_STYLE}
h3 a{color:inherit}
li>a{display:inline-block;min-height:24px}
.wide{overflow-x:auto}
.grid{width:100%;border-collapse:collapse;background:var(--card);font-size:.9rem}
.grid th,.grid td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line)}
.grid thead th{font-weight:650;white-space:nowrap}.grid tbody th{font-weight:500}
.grid caption{text-align:left;color:var(--soft);padding-bottom:.3rem}
.facts,.commands{display:grid;gap:.2rem 1rem}
@media(min-width:40rem){.facts,.commands{grid-template-columns:auto 1fr}}
.facts dt,.commands dt{color:var(--soft)}
code{font-family:ui-monospace,"Liberation Mono",monospace;font-size:.9em}
.crumbs{padding-top:1rem}
.pair{display:grid;gap:0 2rem}@media(min-width:56rem){.pair{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}}
.cards.alone{grid-template-columns:1fr;align-self:start;margin-top:1.6rem}
.plans{display:flex;flex-wrap:wrap;gap:.25rem 1rem}
.plans a{min-height:24px}
.plan-of{background:var(--card);border:2px dashed var(--edge);border-radius:10px;padding:.8rem 1rem;margin-top:.6rem;display:grid;gap:.5rem}
.task-group{margin-bottom:1rem}
.task-group h3{margin-bottom:.4rem;display:flex;gap:.5rem;align-items:center}
.task-group details{margin-top:.4rem}
.h{display:block;width:100%;height:22px}
.h path{stroke-dasharray:.74 .26;fill:none}
.h-unwatched{stroke:var(--edge);stroke-width:1}.h-unseen{stroke:var(--suspect);stroke-width:2}.h-suspended{stroke:var(--suspended);stroke-width:6}.h-calm{stroke:var(--up);stroke-width:4}
.h-sheltered{stroke:var(--sheltered);stroke-width:8}.h-down{stroke:var(--down);stroke-width:12}
.hist table{border-collapse:collapse}.hist th,.hist td{text-align:left;padding:.15rem 1rem .15rem 0;border-bottom:1px solid var(--line)}
.pages{background:var(--card);border-bottom:1px solid var(--line)}
.pages .in{display:flex;flex-wrap:wrap;gap:0 .25rem}
.pages a{display:inline-flex;align-items:center;min-height:40px;padding:0 .7rem;text-decoration:none;color:var(--ink);border-bottom:4px solid transparent}
.pages a:hover{text-decoration:underline}
.pages a[aria-current]{border-bottom-color:var(--tile);font-weight:650}
.in{max-width:80rem;margin:0 auto;padding:0 1rem}
.bar{background:var(--band);color:var(--on-band)}
.bar .in{display:flex;flex-wrap:wrap;gap:.5rem 2rem;justify-content:space-between;align-items:center;padding-top:.7rem;padding-bottom:.7rem}
.brand{display:flex;gap:.7rem;align-items:center}
.brand b{display:block;font-size:1.2rem;line-height:1.1}.brand small{opacity:.85}
.faces{display:flex;flex-wrap:wrap;gap:.25rem 1.2rem}
.faces a{color:var(--on-band);min-height:24px;display:inline-flex;align-items:center}
.faces button{background:transparent;color:var(--on-band);border-color:var(--on-band)}
.faces a:focus-visible,.faces button:focus-visible{outline-color:var(--on-band)}
.in>h1:first-child{padding:1rem 0 .5rem}
.list{padding-left:1.2rem}
@media(max-width:39.99rem){.pages .in{gap:0}.pages a{padding:0 .4rem;font-size:.95rem}.bar .in{gap:.25rem 1rem}}
@media(max-width:39.99rem){.stacks thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}.stacks tr{display:grid;padding:.5rem .6rem;border-bottom:1px solid var(--line)}.stacks th,.stacks td{display:block;border:0;padding:.1rem 0}.stacks tbody th{font-weight:650;order:-1}.stacks td::before{content:attr(data-column) " : ";color:var(--soft)}}
.search{display:flex;flex-wrap:wrap;gap:.6rem;align-items:flex-end;margin:1rem 0 .6rem}
.search label{display:grid;gap:.2rem;flex:1 1 16rem;max-width:30rem}.search input,.search button{min-height:40px}
.standing.bounced,.standing.opted-out,.standing.suppressed,.standing.unknown{color:var(--suspect);font-weight:600}
.kept:not([hidden]){background:var(--suspect-bg);color:var(--suspect);padding:.6rem 1rem;font-weight:600;position:sticky;top:0;z-index:4;display:flex;gap:.6rem;flex-wrap:wrap;align-items:center}
.lost:not(:empty),.over:not([hidden]){background:var(--down-bg);color:var(--down);padding:.6rem 1rem;font-weight:600;position:sticky;top:0;z-index:3}
.over a{color:inherit;display:inline-flex;align-items:center;min-height:24px}
.topline{display:flex;flex-wrap:wrap;gap:.5rem 2rem;justify-content:space-between;align-items:flex-end;padding:1.25rem 0 .25rem}
h1{font-size:1.7rem}
.summary{font-size:1.1rem;color:var(--soft)}
@media(min-width:40rem){.clock{text-align:right}}
.parts{display:flex;flex-wrap:wrap;gap:.35rem;margin-top:.75rem}
.parts a{display:inline-flex;gap:.4rem;align-items:center;min-height:32px;padding:0 .7rem;border:1px solid var(--line);border-radius:999px;background:var(--card);text-decoration:none;font-size:.9rem}
.parts a:hover{text-decoration:underline}
.clock time{display:block;font-size:2rem;line-height:1.1;font-variant-numeric:tabular-nums;font-weight:650}
.clock small{color:var(--soft)}
.warn{background:var(--suspect-bg);color:var(--suspect);border-left:6px solid var(--suspect);border-radius:6px;padding:.5rem .75rem;margin-top:.75rem;font-weight:600}
section{margin:1.6rem 0}
h2{font-size:1.15rem;margin-bottom:.6rem;display:flex;gap:.5rem;align-items:center}
.count{font-size:.85rem;font-weight:600;background:var(--line);color:var(--ink);border-radius:999px;padding:0 .55rem}
h3{font-size:1.05rem}
h4{font-size:.95rem;margin-bottom:.35rem}
h5{font-size:.9rem;margin:.8rem 0 .25rem}
.soft{color:var(--soft)}.small{font-size:.875rem}
.head{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline}
.head h3{margin-right:auto}
.cards{list-style:none;display:grid;gap:.8rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr))}
.card,.incident,.coming,.sent,.tasks li{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.8rem 1rem}
.card{border-top:6px solid var(--c);display:flex;flex-direction:column;gap:.45rem}
.card .head{display:grid;gap:.2rem}
.card .look{font-size:1.02rem}
.card .actions{margin-top:auto}
.part{display:grid;gap:.25rem}
.votes{list-style:none;display:grid;gap:.15rem}
.vote{display:flex;gap:.45rem;font-size:.875rem}
.vote .shape{width:16px;height:16px}
.vote .look{align-self:flex-start;padding-top:.15rem}
svg.share,svg.funnel,.bars svg{display:block;width:100%;height:14px;border-radius:4px;overflow:hidden}
.share{border:1px solid var(--edge)}
.to-origin{fill:var(--up)}.to-mirror{fill:var(--sheltered)}
.hatch{stroke:var(--card);stroke-width:.7;fill:none;opacity:.55}
.ends{display:flex;justify-content:space-between;gap:1rem}
.fit .shape{width:16px;height:16px}
.card .fit .look,.card .vote .look{font-weight:600;font-size:inherit}
.reasons,.plain{padding-left:1.1rem}
.actions{display:flex;flex-wrap:wrap;gap:.4rem;align-items:flex-start}
.more{display:flex;flex-wrap:wrap;gap:.4rem;padding-top:.4rem}
button{font:inherit;font-size:.9rem;min-height:34px;padding:.25rem .75rem;border-radius:7px;border:1px solid var(--edge);background:var(--card);color:var(--ink);cursor:pointer}
button:hover{background:var(--ground)}
button:disabled{opacity:.6;cursor:progress}
.shelter,.hold-notice,button.strong{background:var(--band);color:var(--on-band);border-color:var(--edge)}
.shelter:hover,.hold-notice:hover,button.strong:hover{background:var(--sheltered);color:var(--card)}
.cancel-notice{border-color:var(--down);color:var(--down)}
summary{cursor:pointer;min-height:34px;padding:.35rem .25rem;font-size:.9rem;color:var(--link)}
.two{display:grid;gap:1rem 2rem;margin-top:.6rem}
@media(min-width:56rem){.two{grid-template-columns:minmax(0,2fr) minmax(0,3fr)}.incident .two{grid-template-columns:minmax(0,4fr) minmax(0,5fr)}.proof{grid-column:1/-1}}
@media(min-width:72rem){.incident .two{grid-template-columns:minmax(0,5fr) minmax(0,6fr) minmax(0,7fr)}.proof{grid-column:auto}}
.proof summary{padding:0;color:var(--ink);min-height:24px}
.proof h4{display:inline}
.proof summary+h5{margin-top:.35rem}
.incident+.incident,.coming+.coming{margin-top:.8rem}
.incident.closed{border-style:dashed}
.steps{list-style:none;border-left:3px solid var(--line);margin-left:.4rem}
.steps li{position:relative;padding:0 0 .55rem 1rem;display:grid;gap:0 .75rem;grid-template-columns:auto 1fr}
.steps li::before{content:"";position:absolute;left:-.5rem;top:.4rem;width:.8rem;height:.8rem;border-radius:50%;background:var(--card);border:3px solid var(--edge)}
.steps time{font-variant-numeric:tabular-nums;font-weight:650}
.step-fell::before,.step-confirmed::before{border-color:var(--down)!important}
.step-sheltered::before{border-color:var(--sheltered)!important;background:var(--sheltered)!important}
.step-recovered::before,.step-back::before{border-color:var(--up)!important}
.step-back::before{background:var(--up)!important}
.spoken{font-size:1.2rem;font-weight:650}
.spoken::first-letter,.summary::first-letter{text-transform:uppercase}
.vouch{margin-top:.6rem}
.refuted{color:var(--soft)}
.bars{width:100%;border-collapse:collapse;margin-top:.5rem}
.bars caption{text-align:left;padding-bottom:.2rem}
.bars th{font-weight:500;text-align:left;padding:.1rem .6rem .1rem 0;width:46%;line-height:1.25}
.bars .percent{text-align:right;width:3.6rem;font-variant-numeric:tabular-nums}
.bars svg{height:12px}
.ground{fill:var(--line)}.filled{fill:var(--edge)}
.bar-spoken .filled{fill:var(--tile)}.bar-spoken th{font-weight:700}
.bar-refuted th{text-decoration:line-through}
.evidence{list-style:none;display:grid;gap:.3rem}
.evidence li{display:flex;gap:.6rem}
.dots{letter-spacing:.1em;color:var(--tile);white-space:nowrap;overflow-wrap:normal}
.against .dots{color:var(--sheltered)}
.coming{border:2px solid var(--tile)}
.countdown .big{font-size:1.9rem;font-weight:700;line-height:1.2;font-variant-numeric:tabular-nums}
.stage-held .big,.stage-planning .big{font-size:1.2rem}
.plan{margin:.5rem 0 .75rem}
.tag{border:1px solid var(--edge);border-radius:999px;padding:0 .6rem;font-size:.8rem;font-weight:600}
.drill-tag{background:#f3c623;color:#1c1600;border-color:#1c1600;letter-spacing:.05em}
.sms{margin:.2rem 0 .75rem;padding:.6rem .8rem;background:var(--sheltered-bg);border-radius:12px 12px 12px 2px;max-width:32rem}
.mail{border-left:3px solid var(--edge);padding-left:.75rem}
.mail .sheet{margin-top:.25rem}
.mail summary{color:var(--ink)}
.gone,.tasks{list-style:none;display:grid;gap:.6rem}
.stage-cancelled h3,.stage-refused h3{text-decoration:line-through}
.funnel{margin-top:.4rem;background:var(--line)}
.part-accepted{fill:var(--sheltered)}.part-pending{fill:var(--line)}.part-failed,.part-failed-permanent{fill:var(--down)}.part-delivered{fill:var(--up)}.part-failed-temporary,.part-suppressed{fill:var(--suspect)}.part-planned,.part-claimed{fill:var(--line)}.part-replaced{fill:var(--edge)}.part-unknown{fill:var(--suspect)}
.legend{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin-top:.2rem}
.told{position:fixed;right:1rem;bottom:1rem;left:1rem;margin:0 auto;max-width:32rem;z-index:5}
.told:not(:empty){background:var(--band);color:var(--on-band);border:1px solid var(--edge);border-radius:8px;padding:.7rem 1rem}
dialog{border:1px solid var(--edge);border-radius:12px;padding:1.25rem;background:var(--card);color:var(--ink);width:min(30rem,calc(100vw - 2rem))}
dialog::backdrop{background:#0009}
dialog form{display:grid;gap:.8rem}
dialog h2{margin:0}
label{display:grid;gap:.25rem;font-weight:600}
input,select{font:inherit;padding:.45rem .6rem;border:1px solid var(--edge);border-radius:6px;background:var(--ground);color:var(--ink);min-width:0}
.forms{margin-top:.6rem}
.fields{display:grid;gap:.6rem;padding:.5rem 0;max-width:32rem}
.fields label{font-size:.9rem}
.legal{margin-top:.6rem;border-left:6px solid var(--suspect);padding-left:.6rem}
.legal.late{border-color:var(--down)}
.buttons{display:flex;gap:.5rem;flex-wrap:wrap}
.sign-in{padding-top:3rem;padding-bottom:3rem;display:grid;gap:1rem;justify-items:start}
.who{padding-top:.75rem}
[hidden]{display:none!important}
@media(prefers-reduced-motion:no-preference){.filled,.to-origin,.to-mirror{transition:all .4s ease}}
`;
