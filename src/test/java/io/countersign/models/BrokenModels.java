package io.countersign.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The shipped models, some of them changed, and what the check says about them. */
final class BrokenModels {

  private static final Set<String> JOB_TYPES = Workers.byJobType().keySet();

  private final SortedMap<String, byte[]> models = new TreeMap<>();
  private final Set<String> jobTypes = new HashSet<>(JOB_TYPES);
  private Set<String> flowsElsewhere = Set.of();

  private BrokenModels() {
    for (Path file : ModelEngine.modelFiles()) {
      models.put(file.getFileName().toString(), ModelEngine.read(file).getBytes(UTF_8));
    }
  }

  static BrokenModels shipped() {
    return new BrokenModels();
  }

  BrokenModels with(String file, String content) {
    models.put(file, content.getBytes(UTF_8));
    return this;
  }

  BrokenModels without(String file) {
    models.remove(file);
    return this;
  }

  /** The change has to change something, else the test would say nothing. */
  BrokenModels with(String file, UnaryOperator<String> change) {
    String before = new String(models.get(file), UTF_8);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    return with(file, after);
  }

  BrokenModels alsoWorkingOn(String jobType) {
    jobTypes.add(jobType);
    return this;
  }

  BrokenModels alsoKnowingFlow(String flow) {
    flowsElsewhere = Set.of(flow);
    return this;
  }

  List<ModelProblem> problems() {
    return new ModelCheck(jobTypes, flowsElsewhere).problems(models);
  }

  /** {@code file element: what} of each problem. */
  List<String> found() {
    return problems().stream()
        .map(it -> it.file() + " " + it.element() + ": " + it.what())
        .toList();
  }
}
