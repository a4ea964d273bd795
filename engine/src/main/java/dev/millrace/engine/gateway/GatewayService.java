package dev.millrace.engine.gateway;

import static dev.millrace.engine.EngineException.Code.INVALID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.millrace.engine.Deployment.DeployedProcess;
import dev.millrace.engine.EngineException;
import dev.millrace.engine.Resource;
import dev.millrace.engine.Started;
import dev.millrace.engine.WorkflowEngine;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.BrokerInfo;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.Deployment;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.Partition;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ProcessMetadata;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Modeler calls. Every other call of the protocol answers that it is not implemented. */
final class GatewayService extends GatewayImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayService.class);
  private static final String TENANT = "<default>";
  private static final int LATEST = -1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WorkflowEngine engine;
  private final GatewayGuard guard;

  GatewayService(WorkflowEngine engine, GatewayGuard guard) {
    this.engine = engine;
    this.guard = guard;
  }

  @Override
  public void topology(TopologyRequest request, StreamObserver<TopologyResponse> answer) {
    answer(answer, outcome -> {}, this::topology);
  }

  private TopologyResponse topology() {
    Partition partition =
        Partition.newBuilder()
            .setPartitionId(1)
            .setRole(Partition.PartitionBrokerRole.LEADER)
            .setHealth(
                engine.ready()
                    ? Partition.PartitionBrokerHealth.HEALTHY
                    : Partition.PartitionBrokerHealth.UNHEALTHY)
            .build();
    return TopologyResponse.newBuilder()
        .addBrokers(
            BrokerInfo.newBuilder()
                .setVersion(engine.version())
                .setHost("millrace")
                .addPartitions(partition))
        .setClusterSize(1)
        .setPartitionsCount(1)
        .setReplicationFactor(1)
        .setGatewayVersion(engine.version())
        .build();
  }

  @Override
  public void deployResource(
      DeployResourceRequest request, StreamObserver<DeployResourceResponse> answer) {
    String caller = CallerInterceptor.CALLER.get();
    List<String> names = request.getResourcesList().stream().map(each -> each.getName()).toList();
    answer(answer, outcome -> guard.deployed(caller, names, outcome), () -> deploy(request));
  }

  private DeployResourceResponse deploy(DeployResourceRequest request) {
    requireOneTenant(request.getTenantId());
    List<Resource> resources = new ArrayList<>();
    request
        .getResourcesList()
        .forEach(each ->
            resources.add(new Resource(each.getName(), text(each.getName(), each.getContent()))));
    if (resources.isEmpty()) {
      throw new EngineException(INVALID, "There is nothing to deploy.", null);
    }
    dev.millrace.engine.Deployment deployed = engine.deploy(resources);
    DeployResourceResponse.Builder response =
        DeployResourceResponse.newBuilder().setKey(deployed.key()).setTenantId(TENANT);
    String name = resources.size() == 1 ? resources.getFirst().name() : "";
    for (DeployedProcess process : deployed.processes()) {
      ProcessMetadata.Builder metadata =
          ProcessMetadata.newBuilder()
              .setBpmnProcessId(process.processId())
              .setVersion(process.version())
              .setProcessDefinitionKey(process.key())
              .setResourceName(name)
              .setTenantId(TENANT);
      response.addDeployments(Deployment.newBuilder().setProcess(metadata));
    }
    return response.build();
  }

  private static String text(String name, ByteString content) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(content.toByteArray()))
          .toString();
    } catch (CharacterCodingException binary) {
      throw new EngineException(
          INVALID, "The resource '%s' is no UTF-8 text.".formatted(name), binary);
    }
  }

  @Override
  public void createProcessInstance(
      CreateProcessInstanceRequest request, StreamObserver<CreateProcessInstanceResponse> answer) {
    String caller = CallerInterceptor.CALLER.get();
    String process =
        request.getBpmnProcessId().isEmpty()
            ? Long.toString(request.getProcessDefinitionKey())
            : request.getBpmnProcessId();
    answer(answer, outcome -> guard.started(caller, process, outcome), () -> start(request));
  }

  private CreateProcessInstanceResponse start(CreateProcessInstanceRequest request) {
    requireOneTenant(request.getTenantId());
    if (request.getStartInstructionsCount() > 0 || request.getBpmnProcessId().isEmpty()) {
      throw new EngineException(
          INVALID, "An instance is started by its process id, at its beginning.", null);
    }
    if (request.getVersion() != LATEST) {
      throw new EngineException(
          INVALID, "The newest version is started; ask for version -1.", null);
    }
    Started started = engine.start(request.getBpmnProcessId(), variables(request.getVariables()));
    return CreateProcessInstanceResponse.newBuilder()
        .setBpmnProcessId(request.getBpmnProcessId())
        .setProcessDefinitionKey(started.processDefinitionKey())
        .setProcessInstanceKey(started.processInstanceKey())
        .setVersion(started.version())
        .setTenantId(TENANT)
        .build();
  }

  private static Map<String, @Nullable Object> variables(String document) {
    try {
      return document.isBlank() ? Map.of() : JSON.readValue(document, new TypeReference<>() {});
    } catch (JsonProcessingException wrong) {
      throw new EngineException(INVALID, "The variables are no JSON object.", wrong);
    }
  }

  private static void requireOneTenant(String tenant) {
    if (!tenant.isEmpty() && !tenant.equals(TENANT)) {
      throw new EngineException(INVALID, "There are no tenants; leave the tenant empty.", null);
    }
  }

  private static <T> void answer(
      StreamObserver<T> answer, Consumer<String> told, Supplier<T> work) {
    try {
      T result = work.get();
      told.accept("ok");
      answer.onNext(result);
      answer.onCompleted();
    } catch (EngineException refused) {
      told.accept(refused.code().name());
      answer.onError(status(refused).withDescription(refused.getMessage()).asRuntimeException());
    } catch (RuntimeException bug) {
      LOG.error("A call of the gateway failed.", bug);
      answer.onError(
          Status.INTERNAL.withDescription("The call failed inside Millrace.").asRuntimeException());
    }
  }

  private static Status status(EngineException refused) {
    return switch (refused.code()) {
      case NOT_FOUND -> Status.NOT_FOUND;
      case INVALID -> Status.INVALID_ARGUMENT;
      case CONFLICT -> Status.FAILED_PRECONDITION;
      case BUSY -> Status.RESOURCE_EXHAUSTED;
      case UNAVAILABLE -> Status.UNAVAILABLE;
      case DAMAGED, FORMAT -> Status.INTERNAL;
    };
  }
}
