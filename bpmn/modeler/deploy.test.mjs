// Deploys with the client that Camunda Modeler has inside, to an app that was started with a gateway.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Camunda8 } from '@camunda8/sdk';

const { MILLRACE_URL, MILLRACE_GATEWAY, MILLRACE_USER, MILLRACE_PASSWORD } = process.env;
const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions" targetNamespace="urn:millrace:test">
  <bpmn:process id="from-modeler" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>flow</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="flow" sourceRef="start" targetRef="end" />
    <bpmn:endEvent id="end"><bpmn:incoming>flow</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;
const basic = (password) => ({
  CAMUNDA_AUTH_STRATEGY: 'BASIC',
  CAMUNDA_BASIC_AUTH_USERNAME: MILLRACE_USER,
  CAMUNDA_BASIC_AUTH_PASSWORD: password,
});
const oauth = (secret) => ({
  CAMUNDA_AUTH_STRATEGY: 'OAUTH',
  CAMUNDA_OAUTH_URL: `${MILLRACE_URL}/api/oauth/token`,
  ZEEBE_CLIENT_ID: MILLRACE_USER,
  ZEEBE_CLIENT_SECRET: secret,
  ZEEBE_TOKEN_AUDIENCE: 'zeebe-api',
  CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true,
});
const open = [];

function client(credentials) {
  const camunda = new Camunda8({
    ZEEBE_GRPC_ADDRESS: MILLRACE_GATEWAY.replace('http:', 'grpc:'),
    ZEEBE_REST_ADDRESS: MILLRACE_URL,
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
    ...credentials,
  });
  const grpc = camunda.getZeebeGrpcApiClient();
  open.push(grpc);
  return grpc;
}

after(() => Promise.all(open.map((grpc) => grpc.close())));

for (const [name, credentials] of [['Basic', basic], ['OAuth', oauth]]) {
  test(`a model is deployed and started with ${name}`, { timeout: 60_000 }, async () => {
    const modeler = client(credentials(MILLRACE_PASSWORD));
    const { gatewayVersion } = await modeler.topology();
    assert.match(gatewayVersion, /^8\.8\./);

    const deployed = await modeler.deployResource({ name: 'from-modeler.bpmn', process: Buffer.from(MODEL) });
    assert.equal(deployed.deployments[0].process.bpmnProcessId, 'from-modeler');
    assert.equal(deployed.deployments[0].process.resourceName, 'from-modeler.bpmn');

    const started = await modeler.createProcessInstance({ bpmnProcessId: 'from-modeler', variables: { in: 1 } });
    assert.equal(started.processDefinitionKey, deployed.deployments[0].process.processDefinitionKey);
    assert.match(started.processInstanceKey, /^\d+$/);
  });

  test(`a wrong password is refused with ${name}`, { timeout: 60_000 }, async () => {
    const modeler = client(credentials('wrong'));
    await assert.rejects(modeler.deployResource({ name: 'no.bpmn', process: Buffer.from(MODEL) }), /wrong|401|UNAUTHENTICATED/i);
  });
}
