import { systemClock } from '../../adapters/local/clock.ts';
import { openDeliveries } from '../../adapters/local/deliveries.ts';
import { createSmtpMail } from '../../adapters/local/mail.ts';
import { createGatewaySms } from '../../adapters/local/sms.ts';
import { FROM, sendAll } from './stage.ts';

// A sender as the home starts one: what its predecessor left is recovered, then it sends. It says
// when it holds the first messages, so that it can be killed with some in its hands.

const [file = '', port = '', url = ''] = process.argv.slice(2);
const deliveries = openDeliveries(file);
await deliveries.recover();
const smtp = { host: '127.0.0.1', port: Number(port) };
const mail = createSmtpMail({ ...smtp, from: `Préau <${FROM}>`, clock: systemClock });
const sms = createGatewaySms({ url });
let hasSaid = false;
const telling: typeof deliveries = {
  ...deliveries,
  take: async (...asked) => {
    const taken = await deliveries.take(...asked);
    if (!hasSaid) process.send?.('sending');
    hasSaid = true;
    return taken;
  },
};
await sendAll({ deliveries: telling, mail, sms }, { concurrency: 8, batch: 50 });
mail.close();
await sms.close();
deliveries.close();
process.disconnect?.();
