package io.countersign.models;

import io.camunda.zeebe.model.bpmn.validation.zeebe.ZeebeDesignTimeValidators;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.validation.ValidationResultType;

/** What the engine itself would refuse, as far as it can be known without one. */
final class EngineRules implements ProcessRule {

  @Override
  public Stream<ModelProblem> problems(ProcessModel process) {
    return process
        .model()
        .validate(ZeebeDesignTimeValidators.VALIDATORS)
        .getResults()
        .entrySet()
        .stream()
        .flatMap(
            found ->
                found.getValue().stream()
                    .filter(result -> result.getType() == ValidationResultType.ERROR)
                    .map(
                        result ->
                            process.problem(
                                found.getKey(),
                                "would be refused by the engine",
                                "the engine says: " + result.getMessage())));
  }
}
