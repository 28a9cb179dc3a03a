import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
const d='/tmp/eig/d';
const child = spawn('target/debug/innovatiekaart',['serve','--listen','127.0.0.1:0','--data-dir',d],{stdio:['ignore','pipe','inherit']});
const url = await new Promise(r=>createInterface(child.stdout).on('line',l=>{const m=/^luistert op (\S+)$/.exec(l); if(m) r(m[1]);}));
const mails=()=>{try{return readdirSync(d+'/uit').filter(f=>f.endsWith('.eml')).sort().map(f=>readFileSync(d+'/uit/'+f,'utf8').replace(/=\r?\n/g,'').replace(/=3D/g,'='))}catch{return []}};
const b = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
const wait=async(n)=>{for(let i=0;i<100;i++){if(mails().length>=n)return mails().at(-1);await new Promise(r=>setTimeout(r,100));}throw new Error('no mail')};
async function enter(email, back=''){const c=await b.newContext({locale:'nl-NL'});const p=await c.newPage();const n=mails().length;await p.goto(url+'/inloggen'+(back?'?terug='+encodeURIComponent(back):''));await p.fill('#email',email);await p.click('text=Stuur me een link');const m=await wait(n+1);await p.goto(url+'/inloggen/'+/\/inloggen\/([0-9a-f]+)/.exec(m)[1]);await p.click('main button');return p;}
let n=0;
async function shot(p,name){for(const w of [390,1440]){await p.setViewportSize({width:w,height:900});await p.screenshot({path:`/tmp/eig/${name}-${w}.png`,fullPage:true});
 const over=await p.evaluate(()=>document.documentElement.scrollWidth>innerWidth); if(over)console.log('overflow',name,w);}
 await p.setViewportSize({width:1280,height:900});}
try{
 const q=await (await b.newContext()).newPage();
 q.on('console',m=>m.type()==='error'&&console.log(m.text()));
 await q.goto(url+'/initiatieven/1'); await shot(q,'openbaar');
 await q.goto(url+'/claimen/1'); await shot(q,'claim-uit');
 const anna=await enter('anna@deproef.nl','/claimen/1'); await shot(anna,'claim-form');
 await anna.click('text=Claim dit initiatief'); await shot(anna,'claim-fout');
 await anna.fill('#waarom','Ik ben Anna, leraar van groep 7.'); await anna.click('text=Claim dit initiatief'); 
 const bert=await enter('bert@gmail.com','/claimen/2'); await bert.fill('#waarom','Ik ben Bert, directeur.'); await bert.click('main form button'); await shot(bert,'claim-wacht');
 const carla=await enter('carla@gmail.com','/claimen/1'); await shot(carla,'erbij-form'); await carla.fill('#waarom','Ik ben Carla, wij doen dit samen.'); await carla.click('main form button'); await shot(carla,'erbij-wacht');
 await anna.goto(url+'/mijn/1'); await anna.fill('#eigenaar-email','dirk@elders.nl'); await anna.check('[value=overdracht]'); await anna.click('text=Verstuur de uitnodiging');
 await anna.fill('#eigenaar-email','mis'); await anna.click('text=Verstuur de uitnodiging'); await shot(anna,'mijn');
 await new Promise(r=>setTimeout(r,1500));
 const inv=mails().map(m=>/\/uitnodiging\/([0-9a-f]+)/.exec(m)).filter(Boolean).at(-1)[1];
 await q.goto(url+'/uitnodiging/'+inv); await shot(q,'uitnodiging-uit');
 await carla.goto(url+'/uitnodiging/'+inv); await shot(carla,'uitnodiging-ander');
 const dirk=await enter('dirk@elders.nl','/uitnodiging/'+inv); await shot(dirk,'uitnodiging-ja');
 await q.goto(url+'/uitnodiging/0123'); await shot(q,'uitnodiging-dood');
 const admin=await enter('admin@kaart.nl','/redactie/claims'); await admin.click('text=Afwijzen'); await shot(admin,'desk-claims'); await admin.goto(url+'/redactie'); await shot(admin,'desk');
 await q.goto(url+'/plaatsen'); await q.fill('#titel','Robots in de klas'); await q.fill('#school','De Proefschool'); await q.waitForSelector('.lijkt-op',{timeout:5000}).catch(()=>console.log('no alike')); await q.dispatchEvent('#titel','input'); await q.waitForTimeout(1500); await q.locator('#lijkt-op').scrollIntoViewIfNeeded(); for(const w of [390,1440]){await q.setViewportSize({width:w,height:900}); await q.locator('#lijkt-op').scrollIntoViewIfNeeded(); await q.screenshot({path:`/tmp/eig/lijkt-${w}.png`});}
 for (const p of [anna,dirk]) {await p.emulateMedia({colorScheme:'dark'}); await p.setViewportSize({width:390,height:900}); await p.screenshot({path:`/tmp/eig/donker-${n++}.png`,fullPage:true});}
} finally { await b.close(); child.kill('SIGTERM'); }
