/**
 * What shows a push, as a file beside the page. It answers no request and keeps nothing, and a press
 * opens the status page of its own host alone.
 */
export const PUSH_WORKER = `addEventListener('install',()=>skipWaiting());
addEventListener('push',event=>{
  let said={};
  try{said=event.data.json()}catch{}
  const{title='Préau',body='',lang='fr',tag='preau',page=''}=said;
  event.waitUntil(registration.showNotification(String(title),{body:String(body),lang:String(lang),tag:String(tag),data:String(page)}));
});
addEventListener('notificationclick',event=>{
  event.notification.close();
  const root=new URL('./',location.href),to=new URL(event.notification.data,root);
  event.waitUntil(clients.openWindow(to.href.startsWith(root.href)?to:root));
});
`;
