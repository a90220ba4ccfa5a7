package io.countersign.engine;

import io.camunda.client.annotation.JobWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;

/** The job types that somebody works on, read from the workers themselves. */
final class JobTypes {

  /** Run by the connector runtime, from the element templates in {@code connectors/}. */
  private static final String REST_CONNECTOR = "io.camunda:http-json:1";

  private JobTypes() {}

  /** Those of the application and its connectors, and those of the customer's own workers. */
  static Set<String> with(Iterable<String> ofOwnWorkers) {
    Set<String> types = new HashSet<>(ofTheApplication());
    types.add(REST_CONNECTOR);
    ofOwnWorkers.forEach(types::add);
    return types;
  }

  /** Reads the annotations without loading a class, so that no application need run. */
  static Set<String> ofTheApplication() {
    var metadata = new CachingMetadataReaderFactory();
    Set<String> types = new HashSet<>();
    try {
      for (Resource worker :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:io/countersign/**/*Worker.class")) {
        metadata
            .getMetadataReader(worker)
            .getAnnotationMetadata()
            .getAnnotatedMethods(JobWorker.class.getName())
            .forEach(method -> types.add(type(method)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the workers of the application", e);
    }
    return types;
  }

  private static String type(MethodMetadata method) {
    String type = method.getAnnotations().get(JobWorker.class.getName()).getString("type");
    return type.isBlank() ? method.getMethodName() : type;
  }
}
