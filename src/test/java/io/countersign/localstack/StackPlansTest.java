package io.countersign.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackPlansTest {
  @TempDir Path folder;
  private final List<String> properties = List.of("countersign.parts", "countersign.jars");
  private final List<String> before = new ArrayList<>();

  @BeforeEach
  void pretendThatEverythingIsFetchedAndBuilt() throws Exception {
    Files.createDirectories(folder.resolve("camunda/lib"));
    properties.forEach(property -> before.add(System.getProperty(property, "")));
    Files.createFile(folder.resolve("countersign-0.1.0.jar"));
    Files.createFile(folder.resolve("countersign-0.1.0-exporter.jar"));
    properties.forEach(property -> System.setProperty(property, folder.toString()));
  }

  @AfterEach
  void restore() {
    for (int i = 0; i < properties.size(); i++) {
      if (before.get(i).isEmpty()) {
        System.clearProperty(properties.get(i));
      } else {
        System.setProperty(properties.get(i), before.get(i));
      }
    }
  }

  @Test
  void haveNoPortInCommonWithEachOtherOrWithAStackBeside() {
    var usual = ports(options(), 0);
    var tests = ports(options(), 500);

    assertThat(usual).doesNotHaveDuplicates().doesNotContainAnyElementsOf(tests);
  }

  @Test
  void startThoseThatAPartWaitsForBeforeIt() {
    var plans = StackPlans.of(options(), new Ports(0));

    for (PartPlan plan : plans) {
      var earlier = plans.subList(0, plans.indexOf(plan)).stream().map(PartPlan::name).toList();
      assertThat(earlier).containsAll(plan.after());
    }
  }

  @Test
  void leaveOutTheWebApplicationsWithTheirStoreAndTheirExporter() {
    var plans = StackPlans.of(options().withoutWebapps(), new Ports(0));

    assertThat(plans)
        .extracting(PartPlan::name)
        .containsExactly("elasticsearch", "zeebe", "countersign");
    assertThat(plans.get(1).environment().keySet()).noneMatch(name -> name.contains("OPENSEARCH"));
  }

  @Test
  void putAShapeOfItsIndexThatTakesWholeSecondsBeforeTasklistsOwn() throws Exception {
    putTasklistSchema();

    var tasklist = tasklist();

    assertThat(mendedSchema())
        .content()
        .isEqualTo("{\"format\": \"date_time || epoch_millis || strict_date_optional_time\"}");
    assertThat(String.join(" ", tasklist.command())).contains("-cp " + tasklist.folder() + ":");
  }

  @Test
  void leaveAnIndexOfTasksThatIsThereAlreadyItsShape() throws Exception {
    putTasklistSchema();
    Files.createDirectories(SearchParts.openSearchData(folder.resolve("data")));

    tasklist();

    assertThat(mendedSchema()).doesNotExist();
  }

  private void putTasklistSchema() throws IOException {
    Path jar = folder.resolve("camunda/lib/tasklist-els-schema-8.6.0.jar");
    try (var zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      Path shape = zip.getPath(TasklistSchema.SHAPE);
      Files.createDirectories(shape.getParent());
      Files.writeString(shape, "{\"format\": \"date_time || epoch_millis\"}");
    }
  }

  private Path mendedSchema() {
    return folder.resolve("data/tasklist").resolve(TasklistSchema.SHAPE);
  }

  private PartPlan tasklist() {
    return StackPlans.of(options(), new Ports(0)).stream()
        .filter(plan -> plan.name().equals(WebappParts.TASKLIST))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void giveTheBrokerItsExporterAndTheTestsTheirClock() {
    var broker =
        StackPlans.of(options().withControlledClock(), new Ports(500)).stream()
            .filter(plan -> plan.name().equals("zeebe"))
            .findFirst()
            .orElseThrow();

    assertThat(broker.environment())
        .containsEntry(
            "ZEEBE_BROKER_EXPORTERS_COUNTERSIGN_JARPATH",
            folder.resolve("countersign-0.1.0-exporter.jar").toString())
        .containsEntry("ZEEBE_BROKER_EXPORTERS_COUNTERSIGN_ARGS_URL", "http://127.0.0.1:9700")
        .containsEntry("ZEEBE_CLOCK_CONTROLLED", "true");
  }

  private LocalStackOptions options() {
    return LocalStackOptions.in(folder.resolve("data"));
  }

  private static List<Integer> ports(LocalStackOptions options, int offset) {
    return StackPlans.of(options, new Ports(offset)).stream()
        .flatMap(plan -> plan.ports().stream())
        .toList();
  }
}
