package io.countersign.engine;

import io.countersign.models.ModelCheck;
import io.countersign.models.ModelProblem;
import java.util.Arrays;
import java.util.List;
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
 * at the start only count as changed once someone changes them. Broken models are never sent.
 */
@Component
class ModelKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(ModelKeeper.class);

  private final ModelDeployment deployment;
  private final ModelProperties properties;
  private final ModelCheck check;
  private volatile @Nullable SortedMap<String, byte[]> seen;
  private volatile @Nullable SortedMap<String, byte[]> refused;

  ModelKeeper(ModelDeployment deployment, ModelProperties properties) {
    this.deployment = deployment;
    this.properties = properties;
    this.check = new ModelCheck(JobTypes.with(properties.extraJobTypes()), properties.extraFlows());
  }

  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void keep() {
    try {
      var models = ModelFiles.inForce(properties.folder());
      if (seen == null) {
        if (properties.deployAbsent() && deployment.governanceIsAbsent()) {
          if (!sound(models)) {
            return;
          }
          LOG.info("Models deployed because there were none: {}", deployment.deploy(models));
        }
        seen = models;
      } else if (properties.redeployOnChange() && !same(seen, models) && sound(models)) {
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

  /** Broken models are not sent; the log says why, once. */
  private boolean sound(SortedMap<String, byte[]> models) {
    if (same(refused, models)) {
      return false;
    }
    List<ModelProblem> problems = check.problems(models);
    refused = problems.isEmpty() ? null : models;
    problems.forEach(problem -> LOG.warn("Models not deployed: {}", problem.line()));
    return problems.isEmpty();
  }

  private static boolean same(
      @Nullable SortedMap<String, byte[]> one, SortedMap<String, byte[]> other) {
    return one != null
        && one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(it -> Arrays.equals(it.getValue(), other.get(it.getKey())));
  }
}
