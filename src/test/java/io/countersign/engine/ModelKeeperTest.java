package io.countersign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelKeeperTest {

  private static final String FORM = "bpmn/forms/document-checklist.form";

  @TempDir Path folder;

  private final CamundaClient nobody = CamundaClient.newClient();
  private final List<SortedMap<String, byte[]>> sent = new ArrayList<>();
  private boolean absent = true;
  private ModelFolder models;

  @BeforeEach
  void copyModels() {
    models = ModelFolder.copiedTo(folder);
  }

  @AfterEach
  void close() {
    nobody.close();
  }

  @Test
  void aClusterWithoutModelsGetsThem() {
    ModelKeeper keeper = keeper();

    keeper.keep();

    assertThat(sent).hasSize(1);
    assertThat(keeper.ready()).isTrue();
  }

  @Test
  void whatWasDeployedFromModelerIsLeftAlone() {
    absent = false;
    ModelKeeper keeper = keeper();

    keeper.keep();
    keeper.keep();

    assertThat(sent).isEmpty();
    assertThat(keeper.ready()).isTrue();
  }

  @Test
  void aChangedFileIsDeployed() {
    ModelKeeper keeper = keeper();
    keeper.keep();

    models.change(FORM, json -> json.replace("Documents", "The documents"));
    keeper.keep();
    keeper.keep();

    assertThat(sent).hasSize(2);
  }

  @Test
  void aBrokenModelIsNotSentUntilItIsMended() {
    ModelKeeper keeper = keeper();
    keeper.keep();

    models.change(FORM, json -> json.replace("\"document-checklist\"", "\"checklist\""));
    keeper.keep();
    keeper.keep();
    assertThat(sent).hasSize(1);

    models.change(FORM, json -> json.replace("\"checklist\"", "\"document-checklist\""));
    models.change(FORM, json -> json.replace("Documents", "The documents"));
    keeper.keep();
    assertThat(sent).hasSize(2);
  }

  @Test
  void anApplicationWithBrokenModelsIsNotReady() {
    models.change(FORM, json -> "{");
    ModelKeeper keeper = keeper();

    keeper.keep();

    assertThat(sent).isEmpty();
    assertThat(keeper.ready()).isFalse();
  }

  private ModelKeeper keeper() {
    return new ModelKeeper(
        new ModelDeployment(nobody) {
          @Override
          List<String> deploy(SortedMap<String, byte[]> all) {
            sent.add(all);
            return List.of();
          }

          @Override
          boolean governanceIsAbsent() {
            return absent;
          }
        },
        new ModelProperties(folder, true, true, Set.of(), Set.of()));
  }
}
