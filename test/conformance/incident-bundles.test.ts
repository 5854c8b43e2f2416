// Goal: a whole incident goes through the functions, on AWS as somebody else implements it.
// Method: each function's bundle, as Lambda would load it, in processes that speak
// Lambda's runtime API, against moto's server; SMS by End User Messaging.
import { describeIncident } from './incident-suite.ts';

describeIncident({ form: 'bundles', sms: 'end-user-messaging' });
