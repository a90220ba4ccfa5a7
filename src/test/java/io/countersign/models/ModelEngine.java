package io.countersign.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.camunda.client.impl.CamundaObjectMapper;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The in-memory engine of Camunda 8.8 with the models of the root folders. */
class ModelEngine implements AutoCloseable {

  static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private final ZeebeTestEngine engine = EngineFactory.create();
  private final CamundaClient client;

  ModelEngine() {
    engine.start();
    client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
            .preferRestOverGrpc(false)
            .withJsonMapper(new CamundaObjectMapper(JSON))
            .build();
  }

  /** Deploys all models in one command, as the launcher does. */
  ModelEngine deployModels() {
    return deployModels("", UnaryOperator.identity());
  }

  /** Deploys all models, one of them changed. */
  ModelEngine deployModels(String changed, UnaryOperator<String> change) {
    return deployModels((name, text) -> name.equals(changed) ? change.apply(text) : text);
  }

  /**
   * Deploys all models with user tasks that are jobs: this engine has no interface to complete the
   * others.
   */
  ModelEngine deployModelsWithTasksAsJobs(UnaryOperator<String> change) {
    return deployModels(
        (name, text) ->
            change.apply(text).replaceAll("<zeebe:(userTask|priorityDefinition)[^>]*/>", ""));
  }

  private ModelEngine deployModels(BinaryOperator<String> change) {
    DeployResourceCommandStep1 command = client.newDeployResourceCommand();
    DeployResourceCommandStep1.DeployResourceCommandStep2 deployment = null;
    for (Path file : modelFiles()) {
      String name = file.getFileName().toString();
      String text = read(file);
      deployment =
          (deployment == null ? command : deployment)
              .addResourceStringUtf8(change.apply(name, text), name);
    }
    // The first deployment of a cold engine takes its time on a busy machine.
    deployment.requestTimeout(Duration.ofSeconds(40)).send().join();
    return this;
  }

  /** Works on jobs of a type; the function gives the variables to complete with. */
  ModelEngine work(String type, Function<ActivatedJob, Object> work) {
    client
        .newWorker()
        .jobType(type)
        .handler(
            (jobs, job) -> jobs.newCompleteCommand(job).variables(work.apply(job)).send().join())
        .pollInterval(Duration.ofMillis(20))
        .open();
    return this;
  }

  CamundaClient client() {
    return client;
  }

  /** Submits a user task, as a person does in Tasklist. */
  void submit(UserTaskRecordValue task, Map<String, ?> form) {
    try {
      new TaskSubmission(engine).submit(task, JSON.writeValueAsString(form));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  void letPass(Duration time) {
    engine.increaseTime(time);
  }

  EvaluateDecisionResponse decide(String decision, Map<String, ?> facts) {
    return client.newEvaluateDecisionCommand().decisionId(decision).variables(facts).send().join();
  }

  /** The records with values of the given type, in log order. */
  <T extends RecordValue> Stream<Record<T>> records(Class<T> type) {
    return StreamSupport.stream(engine.getRecordStreamSource().getRecords().spliterator(), false)
        .filter(record -> type.isInstance(record.getValue()))
        .map(record -> cast(record));
  }

  static List<Path> modelFiles() {
    return Stream.of("bpmn", "bpmn/forms", "dmn")
        .flatMap(folder -> list(Path.of(folder)))
        .filter(path -> path.toString().matches(".*\\.(bpmn|dmn|form)"))
        .toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends RecordValue> Record<T> cast(Record<?> record) {
    return (Record<T>) record;
  }

  @Override
  public void close() {
    client.close();
    engine.stop();
  }
}
