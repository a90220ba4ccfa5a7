package io.countersign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {

  @TempDir Path folder;

  private final List<SortedMap<String, byte[]>> sent = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private ModelFolder models;

  @BeforeEach
  void copyModels() {
    models = ModelFolder.copiedTo(folder);
  }

  @Test
  void soundModelsAreSentTogether() {
    assertThat(run()).isZero();

    assertThat(sent)
        .singleElement()
        .satisfies(
            all ->
                assertThat(all)
                    .containsKeys(
                        "action-governance.bpmn", "control.dmn", "document-checklist.form"));
    assertThat(out.toString()).isEqualTo("deployed control version 2" + System.lineSeparator());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void oneWrongModelKeepsAllBack() {
    models.change(
        "bpmn/legal-sign-off.bpmn",
        xml -> xml.replace("formId=\"document-checklist\"", "formId=\"checklist\""));

    assertThat(run()).isEqualTo(1);

    assertThat(sent).isEmpty();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith(
            "legal-sign-off.bpmn: Task_CheckDocuments (Check documents) names the form"
                + " \"checklist\", which is not among the models. Mend: correct it to one of");
    assertThat(err.toString()).endsWith("nothing was sent, because of the above (1).\n");
  }

  @Test
  void ownWorkersAreNamed() {
    models.change(
        "bpmn/legal-sign-off.bpmn",
        xml ->
            xml.replace(
                "<zeebe:userTask />",
                "<zeebe:userTask /><zeebe:taskListeners><zeebe:taskListener"
                    + " eventType=\"completing\" type=\"send-letter\" /></zeebe:taskListeners>"));

    assertThat(run()).isEqualTo(1);
    assertThat(run("--extra-job-types", "send-letter")).isZero();
  }

  @Test
  void aMistypedOptionSendsNothing() {
    assertThat(run("--extra-jobs", "send-letter")).isEqualTo(1);

    assertThat(sent).isEmpty();
    assertThat(err.toString()).contains("There is no option --extra-jobs");
  }

  @Test
  void whatTheClusterRefusesIsAnErrorToo() {
    DeployCommand refused =
        new DeployCommand(
            all -> {
              throw new IllegalStateException("the cluster is full");
            },
            new PrintStream(out),
            new PrintStream(err));

    assertThat(refused.run(folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("the cluster is full");
  }

  private int run(String... options) {
    List<String> arguments = new ArrayList<>(List.of(folder.toString()));
    arguments.addAll(List.of(options));
    return new DeployCommand(
            all -> {
              sent.add(all);
              return List.of("control version 2");
            },
            new PrintStream(out),
            new PrintStream(err))
        .run(arguments.toArray(String[]::new));
  }
}
