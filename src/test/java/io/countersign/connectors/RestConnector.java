package io.countersign.connectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.connector.api.error.ConnectorException;
import io.camunda.connector.api.secret.SecretContext;
import io.camunda.connector.api.secret.SecretProvider;
import io.camunda.connector.http.rest.HttpJsonFunction;
import io.camunda.connector.jackson.ConnectorsObjectMapperSupplier;
import io.camunda.connector.runtime.core.ConnectorResultHandler;
import io.camunda.connector.runtime.core.error.BpmnError;
import io.camunda.connector.runtime.core.outbound.ErrorExpressionJobContext;
import io.camunda.connector.runtime.core.outbound.ErrorExpressionJobContext.ErrorExpressionJob;
import io.camunda.connector.runtime.core.outbound.JobHandlerContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Camunda's REST connector with its own runtime core, as one job worker. */
final class RestConnector {

  private static final ObjectMapper JSON = ConnectorsObjectMapperSupplier.getCopy();

  private final ConnectorResultHandler results = new ConnectorResultHandler(JSON);
  private final HttpJsonFunction function = new HttpJsonFunction();
  private final Map<String, String> secrets;

  private RestConnector(Map<String, String> secrets) {
    this.secrets = secrets;
  }

  static JobWorker open(CamundaClient client, Map<String, String> secrets) {
    return client
        .newWorker()
        .jobType("io.camunda:http-json:1")
        .handler(new RestConnector(secrets)::handle)
        .timeout(Duration.ofMinutes(1))
        .open();
  }

  private void handle(JobClient jobs, ActivatedJob job) {
    Map<String, String> headers = job.getCustomHeaders();
    try {
      Object response =
          function.execute(new JobHandlerContext(job, secret(), it -> {}, null, JSON));
      jobs.newCompleteCommand(job)
          .variables(
              results.createOutputVariables(
                  response, headers.get("resultVariable"), headers.get("resultExpression")))
          .send()
          .join();
    } catch (ConnectorException refused) {
      fail(jobs, job, refused);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void fail(JobClient jobs, ActivatedJob job, ConnectorException refused) {
    var error =
        Map.of(
            "error",
            Map.of(
                "code", Objects.toString(refused.getErrorCode(), ""),
                "message", Objects.toString(refused.getMessage(), "")));
    var found =
        results.examineErrorExpression(
            error,
            job.getCustomHeaders(),
            new ErrorExpressionJobContext(new ErrorExpressionJob(job.getRetries())));
    if (found.orElse(null) instanceof BpmnError bpmn) {
      jobs.newThrowErrorCommand(job).errorCode(bpmn.errorCode()).send().join();
    } else {
      jobs.newFailCommand(job)
          .retries(job.getRetries() - 1)
          .errorMessage(Objects.toString(refused.getMessage(), ""))
          .send()
          .join();
    }
  }

  private SecretProvider secret() {
    return new SecretProvider() {
      @Override
      public String getSecret(String name, SecretContext context) {
        return secrets.get(name);
      }
    };
  }
}
