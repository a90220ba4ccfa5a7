package io.countersign.engine;

import io.camunda.client.CamundaClient;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deploys the models when the cluster has none, and, where configured, when a file changes.
 *
 * <p>What an analyst deployed from Modeler is never overwritten by a restart: the files as they are
 * at the start only count as changed once someone changes them.
 */
@Component
class ModelKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(ModelKeeper.class);

  private final ModelDeployment deployment;
  private final ModelProperties properties;
  private volatile @Nullable SortedMap<String, byte[]> seen;

  ModelKeeper(CamundaClient client, ModelProperties properties) {
    this.deployment = new ModelDeployment(client);
    this.properties = properties;
  }

  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void keep() {
    try {
      var models = ModelFiles.inForce(properties.folder());
      if (seen == null) {
        if (properties.deployAbsent() && deployment.governanceIsAbsent()) {
          LOG.info("Models deployed because there were none: {}", deployment.deploy(models));
        }
        seen = models;
      } else if (properties.redeployOnChange() && !same(seen, models)) {
        seen = models;
        LOG.info("Models deployed because a file changed: {}", deployment.deploy(models));
      }
    } catch (RuntimeException failure) {
      LOG.warn("Models could not be deployed: {}", failure.getMessage());
    }
  }

  /** Whether this application knows that the cluster has models. */
  boolean ready() {
    return seen != null;
  }

  private static boolean same(SortedMap<String, byte[]> one, SortedMap<String, byte[]> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(it -> Arrays.equals(it.getValue(), other.get(it.getKey())));
  }
}
