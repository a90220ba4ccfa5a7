package io.countersign.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ProcessInstanceResult;
import io.camunda.client.api.worker.JobWorker;
import io.countersign.demo.TasklistReviewer;
import io.countersign.localstack.RunningStack;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A process of someone else proposes through the REST connector and waits for the decision. */
@ExtendWith(RunningStack.Provider.class)
class ProposeGovernedActionIT {

  private final RunningStack stack;
  private final CamundaClient client;
  private final RefundDecisionReceiver receiver;
  private final JobWorker connector;
  private final JobWorker refunds;
  private final Set<String> issued = ConcurrentHashMap.newKeySet();

  ProposeGovernedActionIT(RunningStack stack) {
    this.stack = stack;
    client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create(stack.addresses().get("ZEEBE_GRPC_URL")))
            .preferRestOverGrpc(false)
            .build();
    receiver =
        RefundDecisionReceiver.start(stack.addresses().get("COUNTERSIGN_CALLBACK_SECRET"), client);
    connector =
        ConnectorRuntime.open(
            client,
            Map.of(
                "COUNTERSIGN_URL", stack.addresses().get("COUNTERSIGN_URL"),
                "COUNTERSIGN_AGENT_KEY", stack.addresses().get("COUNTERSIGN_AGENT_KEY"),
                "REFUND_DECISION_URL", receiver.url()));
    refunds =
        client
            .newWorker()
            .jobType("issue-refund")
            .handler(
                (jobs, job) -> {
                  issued.add(((Map<?, ?>) job.getVariable("order")).get("id").toString());
                  jobs.newCompleteCommand(job).variables(Map.of("receipt", "r-1")).send().join();
                })
            .open();
    client
        .newDeployResourceCommand()
        .addResourceFile("connectors/examples/refund-with-approval.bpmn")
        .send()
        .join();
  }

  @AfterEach
  void close() {
    connector.close();
    refunds.close();
    receiver.close();
    client.close();
  }

  @Test
  void issuesWhatRunsOnItsOwn() {
    String order = UUID.randomUUID().toString();

    assertThat(run(order, 20).getVariablesAsMap().get("governedAction").toString())
        .contains("autonomous");
    assertThat(issued).contains(order);
  }

  @Test
  void refusesWhatPolicyForbids() {
    String order = UUID.randomUUID().toString();

    run(order, 9500);

    assertThat(issued).doesNotContain(order);
  }

  @Test
  void waitsForThePeopleAndIssuesWhatTheyApproved() throws Exception {
    String order = UUID.randomUUID().toString();
    var running = start(order, 240).send();

    decide(order, "approve");
    running.join();

    assertThat(issued).contains(order);
  }

  @Test
  void doesNotIssueWhatPeopleRejected() {
    String order = UUID.randomUUID().toString();
    var running = start(order, 240).send();

    decide(order, "reject");
    running.join();

    assertThat(issued).doesNotContain(order);
  }

  private ProcessInstanceResult run(String order, int amount) {
    return start(order, amount).send().join();
  }

  private FinalCommandStep<ProcessInstanceResult> start(String order, int amount) {
    return client
        .newCreateInstanceCommand()
        .bpmnProcessId("refund-with-approval")
        .latestVersion()
        .variables(
            Map.of(
                "order",
                Map.of("id", order, "total", 100000, "currency", "EUR"),
                "refund",
                Map.of(
                    "amount", amount,
                    "currency", "EUR",
                    "reason", "damaged",
                    "rationale", "The photo shows a broken screen.",
                    "requestedBy", "customer-7")))
        .withResult()
        .requestTimeout(Duration.ofMinutes(2));
  }

  private void decide(String order, String decision) {
    var anna =
        TasklistReviewer.login(
            stack.addresses().get("TASKLIST_URL"), "anna", stack.addresses().password("anna"));
    Optional<String> task =
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(200))
            .until(() -> anna.taskOfObject(order), Optional::isPresent);
    anna.decide(task.orElseThrow(), decision, "Checked.");
  }
}
