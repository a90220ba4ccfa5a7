package io.countersign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps every technology in its room and the dependencies in one direction. */
@AnalyzeClasses(packages = "io.countersign", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule camundaStaysInWorkersEngineExporterAndModels =
      noClasses()
          .that()
          .resideOutsideOfPackages("..engine..", "..exporter..", "..bench..", "..models..")
          .and()
          .haveSimpleNameNotEndingWith("Worker")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.camunda..");

  @ArchTest
  static final ArchRule modelsAreReadWithoutACluster =
      noClasses()
          .that()
          .resideInAPackage("io.countersign.models")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.camunda.client..", "org.springframework..", "java.nio.file..");

  @ArchTest
  static final ArchRule droolsStaysInPolicy =
      noClasses()
          .that()
          .resideOutsideOfPackage("..policy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.drools..", "org.kie..");

  @ArchTest
  static final ArchRule elasticsearchStaysInClassesNamedAfterIt =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.Elasticsearch[^.]*")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("co.elastic..", "org.elasticsearch..");

  @ArchTest
  static final ArchRule theExporterNeedsOnlyTheHistory =
      classes()
          .that()
          .resideInAnyPackage("..exporter..", "..history..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.slf4j..",
              "org.jspecify..",
              "com.fasterxml.jackson..",
              "io.camunda.zeebe..",
              "io.micrometer.core..",
              "javax.xml.stream..",
              "io.countersign.exporter..",
              "io.countersign.history..");

  @ArchTest
  static final ArchRule theClientNeedsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("io.countersign.client..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "javax.crypto..", "io.countersign.client..");

  @ArchTest
  static final ArchRule theDeskDoesNotUseItsOwnClient =
      noClasses()
          .that()
          .resideOutsideOfPackages("..demo..", "io.countersign.client..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.countersign.client..");

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("io.countersign.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingDependsOnTheTools =
      noClasses()
          .that()
          .resideOutsideOfPackages("..demo..", "..bench..", "..localstack..", "io.countersign")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..demo..", "..bench..", "..localstack..");

  @ArchTest
  static final ArchRule timeIsInjected =
      noClasses()
          .that()
          .resideOutsideOfPackages("..demo..", "..bench..", "..localstack..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}
