import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { loadDemoIfEmpty } from '../demo/district.ts';
import { MemoryChat } from '../bot/memory.ts';
import { compose } from '../compose.ts';
import { createVault } from '../services/vault.ts';
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
const real = await connect(process.env.PGURL ? { url: process.env.PGURL } : { inMemory: true }); await migrate(real);
const stats = new Map<string,{n:number,ms:number}>();
const db = { ...real, query: async (text: string, params: never) => { const t=performance.now(); const r = await real.query(text, params); const k=text.slice(0,60).replace(/\s+/g,' '); const s=stats.get(k)??{n:0,ms:0}; s.n++; s.ms+=performance.now()-t; stats.set(k,s); return r; } } as typeof real;
const vault=createVault(randomBytes(32)); await loadDemoIfEmpty(db, vault.seal);
let now=Date.parse('2026-10-12T02:00:00Z'); let last='';
const chat=new MemoryChat('console',()=>now,(m)=>{last=m.text});
const house=await compose({db,adapters:[chat],vault,clock:()=>now,log:pino({level:'warn'})});
await house.start();
const d=house.core.readers().directory; const cadre=d.everyHolderOf('cadre')[0]!; const room=d.data.rooms.find(r=>r.purpose==='cluster')!;
stats.clear();
const N=1000; const t=performance.now();
for(let i=0;i<N;i++){ await house.receive(chat.message({room:room.address,account:cadre.accounts[0]!.account,name:'x',text:`上报 拱秀社区楼下污水井冒水 ${i}`})); await house.delivery.quiet(); }
console.log('report', (performance.now()-t)/N,'ms', last.slice(0,60));
console.log([...stats].map(([k,s])=>`${k}: ${s.n} × ${(s.ms/s.n).toFixed(3)}`).join('\n')); stats.clear();
const unit=d.data.units.find(u=>u.name==='水务局')!; const li=d.holdersOf('unitLiaison',unit.id)[0]!; const ur=d.roomsOfUnit(unit.id)[0]!;
const t2=performance.now();
for(let i=1;i<=N;i++){ await house.receive(chat.message({room:ur.address,account:li.accounts[0]!.account,name:'x',text:`/受理 #${i}`})); await house.delivery.quiet(); }
console.log('accept', (performance.now()-t2)/N,'ms', last.slice(0,60));
console.log([...stats].map(([k,s])=>`${k}: ${s.n} × ${(s.ms/s.n).toFixed(3)}`).join('\n'));
await house.stop(); await real.close();
