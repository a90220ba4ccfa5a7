package io.countersign.connectors;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.client.jobhandling.CommandWrapper;
import io.camunda.client.metrics.DefaultNoopMetricsRecorder;
import io.camunda.connector.api.annotation.OutboundConnector;
import io.camunda.connector.api.secret.SecretContext;
import io.camunda.connector.api.secret.SecretProvider;
import io.camunda.connector.http.rest.HttpJsonFunction;
import io.camunda.connector.jackson.ConnectorsObjectMapperSupplier;
import io.camunda.connector.runtime.core.document.DocumentFactoryImpl;
import io.camunda.connector.runtime.core.document.store.InMemoryDocumentStore;
import io.camunda.connector.runtime.core.secret.SecretProviderAggregator;
import io.camunda.connector.runtime.metrics.ConnectorsOutboundMetrics;
import io.camunda.connector.runtime.outbound.job.SpringConnectorJobHandler;
import io.camunda.connector.validation.impl.DefaultValidationProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Camunda's REST connector and the job handler of its runtime, without the Spring application. */
public final class ConnectorRuntime {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectorRuntime.class);

  private ConnectorRuntime() {}

  /**
   * Works on REST connector jobs; {@code {{secrets.NAME}}} in their inputs is taken from the map.
   */
  public static JobWorker open(CamundaClient client, Map<String, String> secrets) {
    OutboundConnector connector = HttpJsonFunction.class.getAnnotation(OutboundConnector.class);
    var handler =
        new SpringConnectorJobHandler(
            new ConnectorsOutboundMetrics(new SimpleMeterRegistry()),
            ConnectorRuntime::notSent,
            new SecretProviderAggregator(List.of(new GivenSecrets(Map.copyOf(secrets)))),
            new DefaultValidationProvider(),
            new DocumentFactoryImpl(InMemoryDocumentStore.INSTANCE),
            ConnectorsObjectMapperSupplier.getCopy(),
            new HttpJsonFunction(),
            new DefaultNoopMetricsRecorder());
    return client
        .newWorker()
        .jobType(connector.type())
        .handler(handler)
        .fetchVariables(connector.inputVariables())
        .pollInterval(Duration.ofMillis(20))
        .open();
  }

  /** The job comes again when its time is over. */
  private static void notSent(CommandWrapper command, Throwable why) {
    LOG.warn("The engine did not take a command of the connector runtime", why);
  }

  private record GivenSecrets(Map<String, String> secrets) implements SecretProvider {

    @Override
    public @Nullable String getSecret(String name, @Nullable SecretContext context) {
      return secrets.get(name);
    }
  }
}
