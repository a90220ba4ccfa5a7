package io.countersign.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ProcessInstanceResult;
import io.camunda.client.api.worker.JobWorker;
import io.countersign.demo.CallbackReceiver;
import io.countersign.demo.TasklistReviewer;
import io.countersign.localstack.RunningStack;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
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
  private final CallbackReceiver receiver;
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
    receiver = CallbackReceiver.start(stack.addresses().get("COUNTERSIGN_CALLBACK_SECRET"));
    connector =
        RestConnector.open(
            client,
            Map.of("COUNTERSIGN_AGENT_KEY", stack.addresses().get("COUNTERSIGN_AGENT_KEY")));
    refunds =
        client
            .newWorker()
            .jobType("issue-refund")
            .handler(
                (jobs, job) -> {
                  issued.add((String) job.getVariable("orderId"));
                  jobs.newCompleteCommand(job).send().join();
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
    publishDecisions();
    running.join();

    assertThat(issued).contains(order);
  }

  @Test
  void doesNotIssueWhatPeopleRejected() {
    String order = UUID.randomUUID().toString();
    var running = start(order, 240).send();

    decide(order, "reject");
    publishDecisions();
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
                "countersignUrl",
                stack.addresses().get("COUNTERSIGN_URL"),
                "callbackUrl",
                receiver.url(),
                "orderId",
                order,
                "orderTotal",
                100000,
                "amount",
                amount,
                "customerId",
                "customer-7"))
        .withResult()
        .requestTimeout(Duration.ofMinutes(2));
  }

  private void decide(String order, String decision) {
    var anna =
        TasklistReviewer.login(
            stack.addresses().get("TASKLIST_URL"), "anna", stack.addresses().password("anna"));
    Optional<String> task =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(200))
            .until(() -> anna.taskOfObject(order), Optional::isPresent);
    anna.decide(task.orElseThrow(), decision, "Checked.");
  }

  /** What the owner of the callback address does: hand verified decisions to its process. */
  private void publishDecisions() {
    Set<String> published = new HashSet<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              receiver
                  .verified()
                  .forEach(
                      (id, message) -> {
                        if (published.add(id)) {
                          publish(id, message.path("data"));
                        }
                      });
              return !published.isEmpty();
            });
  }

  private void publish(String id, JsonNode decision) {
    client
        .newPublishMessageCommand()
        .messageName("refund-decided")
        .correlationKey(id)
        .messageId(id)
        .timeToLive(Duration.ofHours(1))
        .variables(Map.of("decision", new ObjectMapper().convertValue(decision, Map.class)))
        .send()
        .join();
  }
}
