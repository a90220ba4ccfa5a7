package io.countersign.models;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.camunda.client.annotation.JobWorker;
import java.util.Map;
import java.util.TreeMap;

/** The workers of the application, found in its classes. */
public final class Workers {

  private Workers() {}

  /** Job type to the simple name of the class that works on it. */
  public static Map<String, String> byJobType() {
    Map<String, String> workers = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.countersign")) {
      type.getMethods().stream()
          .filter(method -> method.isAnnotatedWith(JobWorker.class))
          .map(method -> method.getAnnotationOfType(JobWorker.class).type())
          .forEach(jobType -> workers.put(jobType, type.getSimpleName()));
    }
    return workers;
  }
}
