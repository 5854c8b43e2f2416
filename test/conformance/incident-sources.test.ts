// Goal: a whole incident goes through the functions, on AWS as somebody else implements it.
// Method: each function's sources, run by Node as they stand, in processes that speak
// Lambda's runtime API, against moto's server; SMS by moto's SNS.
import { describeIncident } from './incident-suite.ts';

describeIncident({ form: 'sources', sms: 'sns' });
