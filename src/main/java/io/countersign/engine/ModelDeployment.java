package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.grpc.Status;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends models to the cluster, all of them in one deployment, because processes bind the tables and
 * forms they were deployed with.
 */
@Component
class ModelDeployment {

  private static final String GOVERNANCE = "action-governance";

  private final CamundaClient client;

  ModelDeployment(CamundaClient client) {
    this.client = client;
  }

  /** Deploys and returns one line per model, {@code name version n}. */
  List<String> deploy(SortedMap<String, byte[]> models) {
    var command = client.newDeployResourceCommand();
    @Nullable DeployResourceCommandStep2 step = null;
    for (var model : models.entrySet()) {
      step = (step == null ? command : step).addResourceBytes(model.getValue(), model.getKey());
    }
    if (step == null) {
      throw new IllegalStateException("There are no models to deploy");
    }
    return describe(step.send().join());
  }

  /**
   * Tells whether the cluster knows the governance process, without starting anything: creating an
   * instance at an element that no model has fails with NOT_FOUND only if the process is absent.
   */
  boolean governanceIsAbsent() {
    try {
      client
          .newCreateInstanceCommand()
          .bpmnProcessId(GOVERNANCE)
          .latestVersion()
          .startBeforeElement("Probe_NoSuchElement")
          .send()
          .join();
      throw new IllegalStateException("The cluster started an element that no model has");
    } catch (RuntimeException refused) {
      Status.Code code = CommandRetry.codeOf(refused);
      if (code == null || code == Status.Code.UNAVAILABLE) {
        throw refused;
      }
      return code == Status.Code.NOT_FOUND;
    }
  }

  private static List<String> describe(DeploymentEvent deployed) {
    return Stream.of(
            deployed.getProcesses().stream()
                .map(it -> it.getBpmnProcessId() + " version " + it.getVersion()),
            deployed.getDecisions().stream()
                .map(it -> it.getDmnDecisionId() + " version " + it.getVersion()),
            deployed.getForm().stream().map(it -> it.getFormId() + " version " + it.getVersion()))
        .flatMap(it -> it)
        .toList();
  }
}
