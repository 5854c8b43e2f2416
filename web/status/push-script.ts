/**
 * The button by which a reader is told by the browser: absent without script, and where there is no
 * push. Its worker has a scope of its own, at which no page is, so that it can neither keep nor answer
 * any; leaving takes it away.
 */
export const PUSH_SCRIPT = `(()=>{
const p=document.getElementById('push'),n=navigator.serviceWorker;
if(!n||!('PushManager'in self)||!('Notification'in self))return;
const d=p.dataset,b=p.querySelector('button'),o=p.querySelector('[role=status]'),scope=d.root+'abonnement-navigateur/',u=d.root+'push-worker.js';
const say=t=>{o.textContent=t},show=on=>{b.textContent=on?d.leave:d.join};
const t=window.trustedTypes?.createPolicy('preau-push',{createScriptURL:()=>u});
const post=async x=>{const r=await fetch(d.url,{method:'POST',headers:{'content-type':'application/json'},body:JSON.stringify(x)});if(!r.ok)throw r.status};
const reg=()=>n.getRegistration(scope),sub=async()=>(await reg())?.pushManager.getSubscription();
const leave=async s=>{const{endpoint}=s;await s.unsubscribe();await(await reg())?.unregister();await post({endpoint,leave:true}).catch(()=>0);show(0);say(d.left)};
const join=async()=>{const r=await n.register(t?t.createScriptURL(u):u,{scope}),w=r.installing||r.waiting;
if(w&&!r.active)await new Promise(k=>{w.onstatechange=()=>w.state==='activated'&&k()});
const s=await r.pushManager.subscribe({userVisibleOnly:true,applicationServerKey:d.key});
try{const{endpoint,keys}=s.toJSON();await post({endpoint,keys,language:document.documentElement.lang,platforms:d.platforms?d.platforms.split(' '):[]})}catch(e){await s.unsubscribe();throw e}
show(1);say(d.joined)};
b.onclick=async()=>{b.disabled=true;try{const s=await sub();await(s?leave(s):join())}catch{say(Notification.permission==='denied'?d.denied:d.failed)}b.disabled=false;b.focus()};
sub().then(s=>{show(s);p.hidden=false},()=>0)})()`;
