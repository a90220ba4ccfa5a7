package io.countersign.models;

import java.util.Set;

/**
 * What models may refer to.
 *
 * @param jobTypes someone works on
 * @param flows the process ids of these models
 * @param flowsElsewhere process ids that come from other deployments
 * @param forms the form ids of these models
 * @param decisions the decision ids of these models
 */
record Known(
    Set<String> jobTypes,
    Set<String> flows,
    Set<String> flowsElsewhere,
    Set<String> forms,
    Set<String> decisions) {

  boolean flow(String id) {
    return flows.contains(id) || flowsElsewhere.contains(id);
  }
}
