package io.countersign.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks all models of a deployment together, because they refer to each other. */
public final class ModelCheck {

  private final Set<String> jobTypes;
  private final Set<String> flowsElsewhere;

  /**
   * @param jobTypes the job types that somebody works on
   * @param flowsElsewhere the approval flows that come from other deployments
   */
  public ModelCheck(Set<String> jobTypes, Set<String> flowsElsewhere) {
    this.jobTypes = Set.copyOf(jobTypes);
    this.flowsElsewhere = Set.copyOf(flowsElsewhere);
  }

  /**
   * What is wrong with the models, file by file; nothing if they may be deployed.
   *
   * @param models file name to content
   */
  public List<ModelProblem> problems(SortedMap<String, byte[]> models) {
    List<ModelProblem> unreadable = new ArrayList<>();
    List<ProcessModel> processes = read(models, ".bpmn", ProcessModel::read, unreadable);
    List<TableModel> tables = read(models, ".dmn", TableModel::read, unreadable);
    List<FormModel> forms = read(models, ".form", FormModel::read, unreadable);
    return unreadable.isEmpty() ? problems(processes, tables, forms) : unreadable;
  }

  private List<ModelProblem> problems(
      List<ProcessModel> processes, List<TableModel> tables, List<FormModel> forms) {
    Known known =
        new Known(
            jobTypes,
            union(processes, model -> model.ids().stream()),
            flowsElsewhere,
            union(forms, form -> Stream.of(form.id())),
            union(tables, table -> table.ids().stream()));
    List<ProcessRule> rules =
        List.of(
            new NamingRules(),
            new ReadingRules(),
            new SplitRules(),
            new PathRules(),
            new VariableRules(),
            new RepetitionRules(),
            new WorkerRules(known),
            new LinkRules(known),
            new EngineRules());
    return Stream.of(
            processes.stream()
                .flatMap(model -> rules.stream().flatMap(rule -> rule.problems(model))),
            tables.stream().flatMap(new TableRules(known)::problems),
            forms.stream().flatMap(FormModel::problems))
        .flatMap(it -> it)
        .sorted(Comparator.comparing(ModelProblem::file).thenComparing(ModelProblem::element))
        .toList();
  }

  private static <T> List<T> read(
      SortedMap<String, byte[]> models,
      String ending,
      Reading<T> reading,
      List<ModelProblem> unreadable) {
    List<T> read = new ArrayList<>();
    models.forEach(
        (file, content) -> {
          if (file.endsWith(ending)) {
            try {
              read.add(reading.read(file, content));
            } catch (UnreadableModelException reason) {
              unreadable.add(
                  new ModelProblem(
                      file,
                      "the file",
                      "cannot be read: " + reason.getMessage(),
                      "open it in Modeler, or take it back from version control"));
            }
          }
        });
    return read;
  }

  private static <T> Set<String> union(List<T> models, Function<T, Stream<String>> ids) {
    return models.stream().flatMap(ids).collect(Collectors.toUnmodifiableSet());
  }

  private interface Reading<T> {
    T read(String file, byte[] content) throws UnreadableModelException;
  }
}
