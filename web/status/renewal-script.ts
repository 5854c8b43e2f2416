/**
 * The few lines that renew the page where scripts run: not while hidden, with jitter so that a
 * million readers do not come at once, in place so that nobody loses their line, and with a plain
 * warning once the page is older than it should be. Readers without script get `meta refresh`.
 *
 * Age is told by the reader's own clock for a real page, and since the last success in a
 * rehearsal, whose clock runs at a pace of its own.
 */
export const RENEWAL_SCRIPT = `(()=>{
const b=document.body,d=b.dataset,o=document.getElementById('old'),w=o.firstElementChild;
let ok=Date.now(),at=+d.at;
const p=window.trustedTypes?.createPolicy('preau',{createHTML:t=>t}),html=t=>p?p.createHTML(t):t;
const age=()=>d.wall==='yes'?Date.now()-at:Date.now()-ok;
const tell=()=>{const s=age()>+d.stale;o.hidden=!s;const t=s?w.dataset.words.replace('#',Math.max(1,Math.round(age()/6e4))):'';if(w.textContent!==t)w.textContent=t};
const renew=async()=>{if(!document.hidden)try{
const r=await fetch(location.pathname,{cache:'no-cache'});if(!r.ok)throw 0;
const n=new DOMParser().parseFromString(html(await r.text()),'text/html'),m=document.getElementById('main'),f=n.getElementById('main');
if(f){const q='a,summary',open=[...m.querySelectorAll('[open]>summary')].map(s=>s.textContent),
a=document.activeElement,k=m.contains(a)?a.textContent:null;
m.replaceChildren(...f.childNodes);
for(const s of m.querySelectorAll('summary'))if(open.includes(s.textContent))s.parentNode.open=true;
if(k!==null)[...m.querySelectorAll(q)].find(e=>e.textContent===k)?.focus({preventScroll:true});
ok=Date.now();at=+n.body.dataset.at}}catch{}
tell();next()};
const next=()=>setTimeout(renew,d.refresh*1e3*(1+Math.random()/4));
addEventListener('visibilitychange',tell);tell();next()})()`;
