import { beforeAll, describe, expect, test } from 'vitest';
import { alarmSubject } from '../../config/aws-names.ts';
import { aHome, flat, SYNTH_MS, WHOLE } from './a-home.ts';
import { readSource } from './closure-of.ts';

// Goal: strangers reach what is for everybody and nothing else; operators are told what fails.
// Method: the API's routes, and every alarm with its runbook, as tables.

let home: ReturnType<typeof aHome>;
beforeAll(() => {
  home = aHome();
}, SYNTH_MS);

describe('the API', () => {
  const routes = (of = home) =>
    of.all('AWS::ApiGatewayV2::Route').map(({ properties }) => {
      const { AuthorizationType = 'NONE', RouteKey } = properties;
      return `${String(RouteKey)} ${String(AuthorizationType)}`;
    });

  test('has links and a page for everybody; what is now, and commands, behind a token', () => {
    expect(routes()).toEqual([
      'GET /stop/{proxy+} NONE',
      'HEAD /stop/{proxy+} NONE',
      'POST /stop/{proxy+} NONE',
      'GET /vu/{proxy+} NONE',
      'HEAD /vu/{proxy+} NONE',
      'POST /vu/{proxy+} NONE',
      'OPTIONS /abonnement/{proxy+} NONE',
      'POST /abonnement/{proxy+} NONE',
      'POST /receipts/sms-fallback NONE',
      'GET / NONE',
      'HEAD / NONE',
      'GET /{proxy+} NONE',
      'HEAD /{proxy+} NONE',
      'GET /now JWT',
      'HEAD /now JWT',
      'GET /now.json JWT',
      'HEAD /now.json JWT',
      'GET /data/{proxy+} JWT',
      'HEAD /data/{proxy+} JWT',
      'POST /commands JWT',
      'GET /healthz NONE',
      'HEAD /healthz NONE',
    ]);
  });

  test('takes tokens of the provider for its own client only', () => {
    const { template } = home;
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      JwtConfiguration: {
        Audience: ['preau'],
        Issuer: 'https://connexion.region.example/realms/region',
      },
    });
  });

  test('without a console has the links alone, and no function of one', () => {
    const without = aHome({ ...WHOLE, 'aws.console': undefined });
    expect(
      routes(without).every((one) => / \/(stop\/|vu\/|receipts\/|abonnement\/|healthz )/.test(one)),
    ).toBe(true);
    const functions = without.all('AWS::Lambda::Function').map(({ id }) => id);
    expect(functions.filter((id) => id.includes('console'))).toEqual([]);
  });

  test('without a second gateway that tells has no place for it, and no function', () => {
    const without = aHome({ ...WHOLE, 'notices.sms.fallback': undefined });
    expect(routes(without).filter((one) => one.includes('receipts'))).toEqual([]);
    const functions = without.all('AWS::Lambda::Function').map(({ id }) => id);
    expect(functions.filter((id) => id.includes('gateway'))).toEqual([]);
    expect(home.template.findOutputs('smsReceiptsUrl')).not.toEqual({});
  });

  test('tells how the home does by an API of its own, whose pace and errors are not the links’', () => {
    const { all } = home;
    const stages = all('AWS::ApiGatewayV2::Stage').map(({ properties }) => properties);
    expect(stages.map(({ DefaultRouteSettings: pace }) => pace)).toEqual([
      { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
      { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 20 },
    ]);
    const [links, health] = all('AWS::ApiGatewayV2::Api').map(({ id }) => id);
    const looked = JSON.stringify(
      all('AWS::CloudWatch::Alarm').map(({ properties }) => properties),
    );
    expect(looked).toContain(links);
    expect(looked).not.toContain(health);
  });

  test('has a door for browsers with a pace of its own, and none where none is told', () => {
    const stage = home.one('AWS::ApiGatewayV2::Stage');
    const pace = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 60 };
    expect(stage.properties['RouteSettings']).toMatchObject({
      'OPTIONS /abonnement/{proxy+}': pace,
      'POST /abonnement/{proxy+}': pace,
    });
    // A stage that names a route which is not there yet is refused.
    const [first, second] = ['OPTIONS', 'POST'].map((method) =>
      home
        .all('AWS::ApiGatewayV2::Route')
        .find(({ properties }) => properties['RouteKey'] === `${method} /abonnement/{proxy+}`),
    );
    expect(stage.whole['DependsOn']).toEqual(expect.arrayContaining([first?.id, second?.id]));
    const without = aHome({ ...WHOLE, 'pages.push': undefined });
    expect(routes(without).filter((one) => one.includes('abonnement'))).toEqual([]);
    expect(JSON.stringify(without.template.toJSON())).not.toMatch(
      /preau-pushes|PushKey|Browsers|sendpush|abonnement/,
    );
  });

  test('is throttled, and logs no path: a link is a proof', () => {
    const stage = home.one('AWS::ApiGatewayV2::Stage').properties;
    expect(stage['DefaultRouteSettings']).toMatchObject({
      ThrottlingBurstLimit: 200,
      ThrottlingRateLimit: 100,
    });
    const { Format } = stage['AccessLogSettings'] as { readonly Format: string };
    expect(Format).toContain('$context.routeKey');
    expect(Format).not.toMatch(/\$context\.(path|rawPath|protocolPath|requestOverride)/);
  });

  test('has a name of its own where one is asked for, with records in a zone that is known', () => {
    const console = { ...WHOLE['aws.console'], hostname: 'preau.region.example' };
    const { template, all } = aHome({ ...WHOLE, 'aws.console': console });
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'preau.region.example',
    });
    const records = all('AWS::Route53::RecordSet').map(({ properties }) => properties);
    expect(records.map(({ Type }) => Type)).toEqual(['A', 'AAAA']);
    for (const record of records) expect(record['HostedZoneId']).toBe('Z0123456789EXAMPLE');
    expect(template.findOutputs('consoleUrl')['consoleUrl']?.['Value']).toBe(
      'https://preau.region.example/',
    );
  });

  test('prints the record to publish by hand in a zone that is not', () => {
    const console = { ...WHOLE['aws.console'], hostname: 'preau.ailleurs.example' };
    const { template, all } = aHome({ ...WHOLE, 'aws.console': console });
    expect(all('AWS::Route53::RecordSet')).toEqual([]);
    const outputs = Object.values(template.findOutputs('*')).map(({ Value }) => flat(Value));
    expect(outputs.some((one) => one.startsWith('preau.ailleurs.example CNAME '))).toBe(true);
  });
});

describe('operators', () => {
  const alarms = () => home.all('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
  const alarm = (name: string) => alarms().find(({ AlarmName }) => AlarmName === name) ?? {};

  test('are told by mail, by CloudWatch alone', () => {
    const mails = home
      .all('AWS::SNS::Subscription')
      .filter(({ properties }) => properties['Protocol'] === 'email');
    expect(mails.map(({ properties }) => properties['Endpoint'])).toEqual([
      'astreinte@region.example',
      'nuit@region.example',
    ]);
    const policy = home.one('AWS::SNS::TopicPolicy', 'Operators').properties;
    const { Statement } = policy['PolicyDocument'] as {
      readonly Statement: readonly { readonly Effect: string; readonly Principal: unknown }[];
    };
    const allowed = Statement.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.map(({ Principal }) => Principal)).toEqual([
      { Service: 'cloudwatch.amazonaws.com' },
    ]);
  });

  test('are the contact of the organisation where none is named', () => {
    const { template } = aHome({});
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'contact@region.example',
    });
  });

  test('hear of each alarm, and of its end, with a runbook that says what to do', () => {
    for (const { AlarmDescription, AlarmActions, OKActions } of alarms()) {
      expect(AlarmDescription).toMatch(/^[A-Z].+\. What to do: docs\/runbook\.md#[a-z-]+$/);
      for (const actions of [AlarmActions, OKActions])
        expect((actions as readonly unknown[]).map(flat)).toEqual(['<OperatorsTopic>']);
    }
  });

  test('find each runbook in the page for operators', () => {
    const page = readSource('docs/runbook.md');
    const named = alarms().map(
      ({ AlarmDescription }) => /#(.+)$/.exec(String(AlarmDescription))?.[1],
    );
    expect(new Set(named).size).toBe(18);
    for (const anchor of new Set(named)) expect(page).toContain(`### ${anchor}\n`);
  });

  test('hear of every dead letter, of every function that breaks off, of every table', () => {
    const ringing = alarms().map(({ AlarmName }) => String(AlarmName));
    const named = (prefix: string) =>
      ringing.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    const queues = ['rounds', 'actions', 'plans', 'mail', 'sms', 'pages', 'pushes', 'receipts'];
    expect(named('preau-dead-letters-')).toEqual([...queues, 'undelivered']);
    // But for the one that only a deployment calls, and that answers it.
    const called = home
      .all('AWS::Lambda::Function')
      .filter(({ id }) => !id.startsWith('CheckSending'));
    expect(named('preau-function-errors-').length).toBe(called.length);
    expect(named('preau-table-throttles-').length).toBe(5);
    expect(named('preau-messages-wait-')).toEqual([
      'rounds',
      'actions',
      'plans',
      'pages',
      'pushes',
      'receipts',
    ]);
    expect(named('preau-nobody-watches').length).toBe(1);
  });

  test('hear when nobody watches, and when the watchdog itself is silent', () => {
    expect(alarm('preau-nobody-watches')).toMatchObject({
      Namespace: 'Preau',
      MetricName: 'RoundAgeSec',
      Dimensions: [{ Name: 'service', Value: 'watchdog' }],
      Threshold: 180,
      TreatMissingData: 'breaching',
    });
    const silent = alarms().filter((one) => one['TreatMissingData'] === 'breaching');
    expect(silent.length).toBe(1);
    expect(alarm('preau-actions-stand-still')).toMatchObject({
      MetricName: 'OldestOpenActionSec',
      Threshold: 900,
    });
  });

  test('are not woken by rounds that are rare: every five minutes, the last may be old', () => {
    const rare = aHome({ ...WHOLE, 'watch.interval': '5m' });
    const [alarm] = rare
      .all('AWS::CloudWatch::Alarm')
      .filter(({ properties }) => properties['AlarmName'] === 'preau-nobody-watches');
    expect(alarm?.properties).toMatchObject({ Threshold: 900 });
    expect(String(alarm?.properties['AlarmDescription'])).toContain('for 15 minutes');
  });

  test('are not what the rule on health checks listens to', () => {
    for (const { AlarmName } of alarms()) {
      expect(String(AlarmName).startsWith('preau/')).toBe(false);
      expect(alarmSubject(String(AlarmName))).toBeNull();
    }
  });

  test('see it all on one page', () => {
    const text = JSON.stringify(home.one('AWS::CloudWatch::Dashboard').properties);
    for (const part of [
      'RoundAgeSec',
      'ReceiptsBounced',
      'MailAccepted',
      'NumberOfMessagesVisible',
    ])
      expect(text).toContain(part);
  });
});
